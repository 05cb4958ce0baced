"""Deeds on calls: publishing, answering, shortlisting, closing, thanking, and forgetting."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from network.calls import limits, mails
from network.calls.permissions import is_full, may_answer, may_manage, may_publish
from network.calls.states import AnswerState, CallState
from network.models import Call, CallAnswer, Member
from portal.accounts.models import User
from portal.vocabulary.models import Expertise


class TooManyCallsError(Exception):
    """A member has so many open calls at most, and answers so many a day."""


class CallFullError(Exception):
    """The call has as many answers as its author can read."""


class CallClosedError(Exception):
    """The call is closed by now, or has been answered by everybody already."""


@transaction.atomic
def publish_call(
    author: Member, fields: Mapping[str, Any], expertises: Collection[Expertise], *, acting_user: User
) -> Call:
    """Publish a call in the name of `author`. Raises PermissionDenied and TooManyCallsError."""
    if author.user_id != acting_user.pk or not may_publish(author):
        raise PermissionDenied
    Member.objects.select_for_update(of=("self",)).get(pk=author.pk)
    if author.calls.open().count() >= limits.OPEN_CALLS:
        raise TooManyCallsError
    call = Call.objects.create(author=author, **fields)
    call.expertises.set(expertises)
    return call


@transaction.atomic
def change_call(call: Call, fields: Mapping[str, Any], expertises: Collection[Expertise], *, acting_user: User) -> Call:
    """Write a call anew while it is open. Raises PermissionDenied and CallClosedError."""
    call = _own(call, acting_user)
    if not call.is_open:
        raise CallClosedError
    for name, value in fields.items():
        setattr(call, name, value)
    call.save()
    call.expertises.set(expertises)
    return call


@transaction.atomic
def answer_call(call: Call, member: Member, text: str, *, acting_user: User) -> CallAnswer:
    """Answer a call; a second answer takes the place of the first.

    Raises PermissionDenied, CallClosedError, CallFullError and TooManyCallsError.
    """
    call = _locked(call)
    if member.user_id != acting_user.pk or not Call.objects.visible_to(acting_user).filter(pk=call.pk).exists():
        raise PermissionDenied
    if not call.is_open:
        raise CallClosedError
    if not may_answer(member, call):
        raise PermissionDenied
    before = call.answers.filter(member=member).first()
    if before is not None:
        before.text = text
        before.save(update_fields=["text"])
        return before
    if is_full(call):
        raise CallFullError
    if member.call_answers.filter(sent__gte=timezone.now() - limits.DAY).count() >= limits.ANSWERS_A_DAY:
        raise TooManyCallsError
    answer = CallAnswer.objects.create(call=call, member=member, text=text)
    mails.tell_author(answer)
    return answer


@transaction.atomic
def withdraw_answer(call: Call, *, acting_user: User) -> None:
    """Take one's own answer back: it is deleted."""
    _locked(call).answers.of(acting_user).delete()


@transaction.atomic
def shortlist(answer: CallAnswer, *, is_on: bool, acting_user: User) -> None:
    """Put an answer on the author's own short list, or take it off; nobody is told. Raises PermissionDenied."""
    _own(answer.call, acting_user)
    answer.state = AnswerState.SHORTLISTED if is_on else AnswerState.SENT
    answer.save(update_fields=["state"])


@transaction.atomic
def close_call(call: Call, *, acting_user: User) -> Call:
    """Take no more answers. Closed twice, it stays closed as it was. Raises PermissionDenied."""
    call = _own(call, acting_user)
    if call.state == CallState.OPEN:
        _close(call)
    return call


@transaction.atomic
def thank_answerers(call: Call, text: str, *, acting_user: User) -> int:
    """Close the call and write to all who answered, once; give how many that are.

    Raises PermissionDenied, and CallClosedError where they have been written to already.
    """
    call = _own(call, acting_user)
    if call.thanked is not None:
        raise CallClosedError
    if call.state == CallState.OPEN:
        _close(call)
    call.thanked = timezone.now()
    call.save(update_fields=["thanked"])
    answers = list(call.answers.shown().select_related("member__user", "call__author"))
    for answer in answers:
        mails.tell_answerer(answer, text)
    return len(answers)


@transaction.atomic
def delete_call(call: Call, *, acting_user: User) -> None:
    """Delete a call with its answers. Raises PermissionDenied."""
    _own(call, acting_user).delete()


def close_overdue_calls() -> int:
    """Close the calls whose last day is over, tell their authors, and give how many that were."""
    return sum(_close_overdue(key) for key in list(Call.objects.overdue().values_list("pk", flat=True)))


@transaction.atomic
def _close_overdue(key: int) -> bool:
    due = Call.objects.overdue().select_for_update(of=("self",), skip_locked=True)
    call = due.select_related("author__user").filter(pk=key).first()
    if call is None:
        return False
    _close(call)
    mails.tell_of_closing(call)
    return True


def forget_calls() -> int:
    """Delete answers 90 days after their call closed, and calls after a year; give how many rows that were."""
    answers: int = CallAnswer.objects.outlived().delete()[0]
    calls: int = Call.objects.outlived().delete()[0]
    return answers + calls


@transaction.atomic
def withhold_call(pk: int) -> None:
    """Show a call to nobody but its author, by decision of the moderators."""
    _set_withheld(pk, True)


@transaction.atomic
def restore_call(pk: int) -> None:
    _set_withheld(pk, False)


def withhold_answer(pk: int) -> None:
    """Show an answer to nobody but whoever gave it, by decision of the moderators."""
    CallAnswer.objects.filter(pk=pk).update(withheld=True)


def restore_answer(pk: int) -> None:
    CallAnswer.objects.filter(pk=pk).update(withheld=False)


def _set_withheld(pk: int, withheld: bool) -> None:
    for call in Call.objects.select_for_update().filter(pk=pk):
        call.withheld = withheld
        call.save(update_fields=["withheld"])


def _close(call: Call) -> None:
    call.state, call.closed = CallState.CLOSED, timezone.now()
    call.save(update_fields=["state", "closed"])


def _locked(call: Call) -> Call:
    """As it is now: another may have answered or closed it since the page was read."""
    return Call.objects.select_for_update(of=("self",)).select_related("author__user").get(pk=call.pk)


def _own(call: Call, acting_user: User) -> Call:
    call = _locked(call)
    if not may_manage(acting_user, call):
        raise PermissionDenied
    return call
