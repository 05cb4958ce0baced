"""What of the network can be reported: a profile, messages that somebody got, and a call."""

from django.utils.translation import gettext_lazy as _

from network.actions.calls import restore_call, withhold_call
from network.actions.profiles import restore_profile, withhold_profile
from network.contact.permissions import side_of
from network.contact.sides import Side
from network.models import Call, Conversation, Member
from portal.accounts.models import User
from portal.moderation.reportables import Account, Reportable, Thing


def _member(member: Member | None) -> Thing | None:
    return Thing(member.name, member.get_absolute_url(), member.user) if member else None


def _member_seen_by(user: Account, pk: int) -> Thing | None:
    seen = Member.objects.findable_by(user).exclude(user__isnull=False, user=user.pk)
    return _member(seen.select_related("user").filter(pk=pk).first())


def _existing_member(pk: int) -> Thing | None:
    return _member(Member.objects.select_related("user").filter(pk=pk).first())


def _conversation_seen_by(user: Account, pk: int) -> Thing | None:
    """As one of its two sides sees it, with what the other wrote."""
    found = Conversation.objects.visible_to(user).with_people().filter(pk=pk).first()
    side = side_of(user, found) if found and isinstance(user, User) else None
    if found is None or side is None:
        return None
    written = "\n\n".join(found.messages.by(side.other).values_list("text", flat=True))
    author = found.user if side == Side.MEMBER else found.member.user
    return Thing(found.name_of(side.other), found.get_absolute_url(), author, written)


def _existing_conversation(pk: int) -> Thing | None:
    found = Conversation.objects.confirmed().with_people().filter(pk=pk).first()
    return Thing(found.writer_name, found.get_absolute_url(), found.user) if found else None


def _close(pk: int) -> None:
    Conversation.objects.filter(pk=pk).update(withheld=True)


def _reopen(pk: int) -> None:
    Conversation.objects.filter(pk=pk).update(withheld=False)


def _call(call: Call | None) -> Thing | None:
    return Thing(call.title, call.get_absolute_url(), call.author.user) if call else None


def _call_seen_by(user: Account, pk: int) -> Thing | None:
    seen = Call.objects.findable_by(user).exclude(author__user__isnull=False, author__user=user.pk)
    return _call(seen.select_related("author__user").filter(pk=pk).first())


def _existing_call(pk: int) -> Thing | None:
    return _call(Call.objects.select_related("author__user").filter(pk=pk).first())


REPORTABLES = (
    Reportable(
        "member",
        _("profile"),
        _("Nobody but its owner sees the profile."),
        _member_seen_by,
        _existing_member,
        withhold_profile,
        restore_profile,
    ),
    Reportable(
        "conversation",
        _("messages"),
        _("Neither side can write in this conversation any more."),
        _conversation_seen_by,
        _existing_conversation,
        _close,
        _reopen,
    ),
    Reportable(
        "call",
        _("call"),
        _("Nobody but its author sees the call."),
        _call_seen_by,
        _existing_call,
        withhold_call,
        restore_call,
    ),
)
