"""Who may write to whom, and on which side somebody stands."""

from network.contact.sides import Side
from network.models import Conversation, Member
from network.profile import fields_shown, reader_of
from network.querysets import Account
from network.visibility import Reader, Visibility
from portal.accounts.models import User


def may_write_to(user: Account, member: Member) -> bool:
    """A member is written to by those to whom she shows the form, while others find her."""
    reader = reader_of(member, user)
    shown = reader != Reader.OWNER and "messages" in fields_shown(member, reader)
    return shown and _is_reached(member)


def side_of(user: User | None, conversation: Conversation) -> Side | None:
    """Where an account stands; nobody in particular is a visitor who holds the link to her conversation."""
    if user is None:
        return Side.WRITER if conversation.user_id is None else None
    if conversation.member.user_id == user.pk:
        return Side.MEMBER
    return Side.WRITER if conversation.user_id == user.pk else None


def may_write_on(conversation: Conversation, side: Side) -> bool:
    """Both sides write until one of them blocks, or the other is not to be reached any more."""
    if conversation.is_blocked or conversation.confirmed is None:
        return False
    if side == Side.MEMBER:
        return conversation.user is None or conversation.user.is_active
    member = conversation.member
    return member.messages_visibility != Visibility.NOBODY and _is_reached(member)


def _is_reached(member: Member) -> bool:
    return member.user_id is not None and Member.objects.listed().filter(pk=member.pk).exists()
