"""What of the network can be reported: a profile, messages that somebody got, a call, and an answer to it."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from network.actions.calls import restore_answer, restore_call, withhold_answer, withhold_call
from network.actions.profiles import restore_profile, withhold_profile
from network.contact.permissions import side_of
from network.contact.sides import Side
from network.models import Call, CallAnswer, Conversation, Member
from portal.accounts.models import User
from portal.moderation.reportables import Account, Reportable, Thing


def _member(member: Member | None) -> Thing | None:
    return Thing("member", member.pk, member.name, member.get_absolute_url(), member.user) if member else None


def _member_seen_by(user: Account, pk: int) -> Thing | None:
    seen = Member.objects.findable_by(user).exclude(user__isnull=False, user=user.pk)
    return _member(seen.select_related("user").filter(pk=pk).first())


def _existing_member(pk: int) -> Thing | None:
    return _member(Member.objects.select_related("user").filter(pk=pk).first())


def _conversation_seen_by(user: Account, pk: int) -> Thing | None:
    """As one of its two sides sees it, with what the other wrote."""
    found = Conversation.objects.visible_to(user).with_people().filter(pk=pk).first()
    side = side_of(user, found) if found and isinstance(user, User) else None
    return conversation_seen_from(side, found) if found and side else None


def conversation_seen_from(side: Side, conversation: Conversation) -> Thing:
    """What the other side wrote."""
    other = side.other
    written = "\n\n".join(conversation.messages.by(other).values_list("text", flat=True))
    author = conversation.member.user if other == Side.MEMBER else conversation.user
    return _conversation(conversation, other, author, written)


def _existing_conversation(pk: int) -> Thing | None:
    found = Conversation.objects.confirmed().with_people().filter(pk=pk).first()
    return _conversation(found, Side.WRITER, found.user) if found else None


def _conversation(found: Conversation, side: Side, author: User | None, written: str = "") -> Thing:
    return Thing("conversation", found.pk, found.name_of(side), found.get_absolute_url(), author, written)


def _close(pk: int) -> None:
    Conversation.objects.filter(pk=pk).update(withheld=True)


def _reopen(pk: int) -> None:
    Conversation.objects.filter(pk=pk).update(withheld=False)


def _call(call: Call | None) -> Thing | None:
    return Thing("call", call.pk, call.title, call.get_absolute_url(), call.author.user) if call else None


def _call_seen_by(user: Account, pk: int) -> Thing | None:
    seen = Call.objects.findable_by(user).exclude(author__user__isnull=False, author__user=user.pk)
    return _call(seen.select_related("author__user").filter(pk=pk).first())


def _existing_call(pk: int) -> Thing | None:
    return _call(Call.objects.select_related("author__user").filter(pk=pk).first())


def _answer(answer: CallAnswer | None) -> Thing | None:
    if answer is None:
        return None
    return Thing("answer", answer.pk, answer.member.name, answer.call.get_absolute_url(), answer.member.user)


def _answer_seen_by(user: Account, pk: int) -> Thing | None:
    """As the author of the call reads it, who alone can show it to the moderators."""
    seen = CallAnswer.objects.shown().filter(call__in=Call.objects.of(user))
    answer = seen.select_related("call", "member__user").filter(pk=pk).first()
    thing = _answer(answer)
    return replace(thing, text=answer.text) if thing and answer else None


def _existing_answer(pk: int) -> Thing | None:
    return _answer(CallAnswer.objects.select_related("call", "member__user").filter(pk=pk).first())


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
    Reportable(
        "answer",
        _("answer to a call"),
        _("The author of the call does not see the answer any more."),
        _answer_seen_by,
        _existing_answer,
        withhold_answer,
        restore_answer,
    ),
)
