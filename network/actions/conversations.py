"""Deeds in conversations: beginning one, writing on, blocking, and forgetting what was said."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from network.contact import limits, mails
from network.contact.permissions import may_write_on, may_write_to, side_of
from network.contact.sides import Side
from network.models import Conversation, Member, Message
from portal.accounts.models import User


class NotReachedError(Exception):
    """The other side takes no messages now; which of the reasons it is, is hers to tell."""


class TooManyError(Exception):
    """Too much was written in too short a time, or the other side has had enough for a day."""


@transaction.atomic
def begin_conversation(member: Member, text: str, *, shows_address: bool, acting_user: User) -> Conversation:
    """Write to a member from an account; who has written to her before goes on with that conversation.

    Raises NotReachedError and TooManyError.
    """
    before = Conversation.objects.between(acting_user, member).select_for_update(of=("self",)).with_people().first()
    if before is not None:
        return write_on(before, text, acting_user=acting_user)
    if not may_write_to(acting_user, member):
        raise NotReachedError
    begun = Conversation.objects.filter(user=acting_user).started_since(timezone.now() - limits.DAY)
    if begun.count() >= limits.BEGUN_A_DAY or _has_had_enough(member):
        raise TooManyError
    conversation, _is_new = Conversation.objects.get_or_create(
        member=member,
        user=acting_user,
        defaults={
            "language": acting_user.language,
            "shows_address": shows_address,
            "confirmed": timezone.now(),
        },
    )
    return write_on(conversation, text, acting_user=acting_user)


@transaction.atomic
def write_as_visitor(
    member: Member, text: str, *, name: str, address: str, shows_address: bool, language: str
) -> Conversation | None:
    """Keep what a visitor wrote until she confirms it by the mail she gets.

    None, and no mail, where the member blocks this address or it has been written to enough: she who
    owns it reads nothing then, and whoever typed it learns nothing. Raises NotReachedError and TooManyError.
    """
    if _has_had_enough(member):
        raise TooManyError
    from_address = Conversation.objects.of_visitor(address)
    is_blocked = from_address.filter(member=member, blocked_by_member=True).exists()
    waiting = from_address.unconfirmed().started_since(timezone.now() - limits.DAY)
    if is_blocked or waiting.count() >= limits.UNCONFIRMED_A_DAY:
        return None
    conversation = Conversation.objects.create(
        member=member, visitor_name=name, visitor_address=address, language=language, shows_address=shows_address
    )
    conversation.messages.create(side=Side.WRITER, text=text)
    mails.ask_to_confirm(conversation)
    return conversation


@transaction.atomic
def confirm_conversation(conversation: Conversation) -> Conversation:
    """Send on what a visitor wrote, now that she says that it was she. A second click changes nothing.

    Raises NotReachedError where the member is not to be reached any more.
    """
    conversation = _locked(conversation)
    if conversation.confirmed is None:
        conversation.confirmed = timezone.now()
        if not may_write_on(conversation, Side.WRITER):
            raise NotReachedError
        conversation.save(update_fields=["confirmed"])
        message = conversation.messages.get()
        message.sent = conversation.confirmed
        message.save(update_fields=["sent"])
        mails.tell_other_side(message)
    return conversation


@transaction.atomic
def write_on(conversation: Conversation, text: str, *, acting_user: User | None) -> Conversation:
    """Write in a conversation; `acting_user` is None for a visitor. What is sent twice in a row arrives once.

    Raises PermissionDenied for anybody else, NotReachedError and TooManyError.
    """
    conversation = _locked(conversation)
    side = _side(conversation, acting_user)
    if not may_write_on(conversation, side):
        raise NotReachedError
    own = conversation.messages.by(side).sent_since(timezone.now() - limits.HOUR)
    if own.count() >= limits.WRITTEN_AN_HOUR:
        raise TooManyError
    latest = conversation.messages.last()
    if latest is None or (latest.side, latest.text) != (side, text):
        mails.tell_other_side(conversation.messages.create(side=side, text=text))
    return conversation


@transaction.atomic
def block(conversation: Conversation, *, acting_user: User | None) -> None:
    """End the writing on both sides, until whoever blocked allows it again. Raises PermissionDenied."""
    _set_blocked(conversation, acting_user, True)


@transaction.atomic
def unblock(conversation: Conversation, *, acting_user: User | None) -> None:
    """Raises PermissionDenied."""
    _set_blocked(conversation, acting_user, False)


def mark_seen(conversation: Conversation, *, acting_user: User) -> None:
    """Note that an account has read what the other side wrote."""
    Message.objects.unseen_by(acting_user).filter(conversation=conversation).update(seen=timezone.now())


def forget_messages() -> None:
    """Delete messages after 30 days, and what a visitor never confirmed after 24 hours. Safe to repeat.

    A conversation goes with its last message, unless it has to be known who is blocked.
    """
    now = timezone.now()
    Conversation.objects.unconfirmed().started_before(now - limits.UNCONFIRMED_KEPT).delete()
    Message.objects.sent_before(now - limits.MESSAGES_KEPT).delete()
    Conversation.objects.forgotten().delete()


def _has_had_enough(member: Member) -> bool:
    return member.conversations.started_since(timezone.now() - limits.DAY).count() >= limits.RECEIVED_A_DAY


def _locked(conversation: Conversation) -> Conversation:
    return Conversation.objects.select_for_update(of=("self",)).with_people().get(pk=conversation.pk)


def _side(conversation: Conversation, user: User | None) -> Side:
    side = side_of(user, conversation)
    if side is None:
        raise PermissionDenied
    return side


def _set_blocked(conversation: Conversation, user: User | None, is_blocked: bool) -> None:
    column = f"blocked_by_{_side(conversation, user)}"
    Conversation.objects.filter(pk=conversation.pk).update(**{column: is_blocked})
