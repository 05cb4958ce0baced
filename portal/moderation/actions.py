"""Deeds on cases: reporting, deciding, appealing, and forgetting."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.moderation import mails
from portal.moderation.models import APPEAL_PERIOD, Case, CaseEvent, Report
from portal.moderation.permissions import may_decide
from portal.moderation.reportables import Account, Thing
from portal.moderation.states import WAITING, CaseState, Event, Ground, ImpossibleStepError, Reason, state_after

# So that a stranger's address gets no more than a few receipts of what others report.
RECEIPTS_A_DAY = 3
# As long as an appeal is possible, and a decision can be asked about.
WORDS_KEPT = APPEAL_PERIOD


@transaction.atomic
def report(
    thing: Thing,
    reason: Reason,
    text: str,
    *,
    attaches: bool = False,
    address: str = "",
    is_proved: bool = False,
    language: str,
    acting_user: Account,
) -> Report:
    """Report a thing as the reporter sees it. Reports on the same thing make one case as long as that is open.

    Where the `address` of somebody without an account `is_proved`, she need not confirm it.
    """
    case, is_new = Case.objects.select_for_update().get_or_create(
        kind=thing.kind,
        thing_pk=thing.pk,
        state=CaseState.OPEN,
        defaults={"title": thing.title[:200], "url": thing.url, "author": thing.author},
    )
    reporter = acting_user if isinstance(acting_user, User) else None
    made = case.reports.create(
        reason=reason,
        text=text,
        attached=thing.text if attaches else "",
        reporter=reporter,
        address="" if reporter else address,
        confirmed=timezone.now() if is_proved else None,
        language=reporter.language if reporter else language,
    )
    if reporter or _may_write_to(address):
        mails.send_receipt(made)
    if is_new:
        mails.tell_moderators(case)
    return made


def confirm_address(made: Report) -> None:
    """Have the decision sent to the address that somebody without an account gave, now that she says it is hers."""
    Report.objects.filter(pk=made.pk, confirmed=None).update(confirmed=timezone.now())


@transaction.atomic
def keep(case: Case, reasons: str, *, acting_user: User) -> Case:
    """Leave a thing as it is. Raises PermissionDenied and ImpossibleStepError."""
    case = _step(case, Event.KEPT, acting_user, reasons)
    mails.tell_reporters(case, reasons)
    return case


@transaction.atomic
def withhold(case: Case, reasons: str, ground: Ground, *, acting_user: User) -> Case:
    """Show a thing to nobody but its author. Raises PermissionDenied and ImpossibleStepError."""
    case = _step(case, Event.WITHHELD, acting_user, reasons, ground)
    of_kind = mails.kind_of(case)
    of_kind.withhold(case.thing_pk)
    mails.tell_author(case, reasons, ground)
    mails.tell_reporters(case, reasons)
    return case


@transaction.atomic
def appeal(case: Case, text: str, *, acting_user: User) -> Case:
    """Ask a second person to decide. Raises PermissionDenied for anybody but the author, ImpossibleStepError."""
    case = _locked(case)
    if case.author_id != acting_user.pk:
        raise PermissionDenied
    if timezone.now() > case.appeal_until:
        raise ImpossibleStepError("The time for an appeal is over.")
    _record(case, Event.APPEALED, acting_user, text)
    mails.tell_moderators(case)
    return case


@transaction.atomic
def uphold(case: Case, reasons: str, *, acting_user: User) -> Case:
    """Confirm what was decided. Raises PermissionDenied for whoever decided first, ImpossibleStepError."""
    case = _step(case, Event.UPHELD, acting_user, reasons)
    mails.tell_author(case, reasons)
    return case


@transaction.atomic
def reverse(case: Case, reasons: str, *, acting_user: User) -> Case:
    """Restore a thing at once. Raises PermissionDenied for whoever decided first, ImpossibleStepError."""
    case = _step(case, Event.REVERSED, acting_user, reasons)
    mails.kind_of(case).restore(case.thing_pk)
    mails.tell_author(case, reasons)
    mails.tell_reporters(case, reasons)
    return case


def settle_cases() -> None:
    """Close cases about what is gone, and forget words after six months; counts remain. Safe to repeat."""
    for case in Case.objects.filter(state=CaseState.OPEN):
        if case.thing is None:
            _close(case)
    for case in Case.objects.settled_before(timezone.now() - WORDS_KEPT):
        _forget_words(case)


@transaction.atomic
def forget_author(user: User) -> None:
    """Close the cases about what somebody published, who leaves; of each no more than its count remains."""
    for case in Case.objects.filter(author=user):
        case.title = ""
        if case.state in WAITING:
            _record(case, Event.GONE, None, "")
            mails.tell_reporters(case, "")
        _forget_words(case)


def forget_reporter(user: User) -> None:
    """Delete what somebody reported, who leaves."""
    Report.objects.of(user).delete()


@transaction.atomic
def _forget_words(case: Case) -> None:
    case.reports.all().delete()
    case.events.all().delete()
    case.title, case.url, case.author = "", "", None
    case.save(update_fields=["title", "url", "author"])


@transaction.atomic
def _close(case: Case) -> None:
    _record(_locked(case), Event.GONE, None, "")
    mails.tell_reporters(case, "")


def _may_write_to(address: str) -> bool:
    day_ago = timezone.now() - timedelta(days=1)
    return bool(address) and Report.objects.filter(address__iexact=address, at__gte=day_ago).count() <= RECEIPTS_A_DAY


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("author").get(pk=case.pk)


def _step(case: Case, event: Event, acting_user: User, text: str, ground: str = "") -> Case:
    case = _locked(case)
    if not may_decide(acting_user, case):
        raise PermissionDenied
    return _record(case, event, acting_user, text, ground)


def _record(case: Case, event: Event, acting_user: User | None, text: str, ground: str = "") -> Case:
    case.state = state_after(CaseState(case.state), event)
    case.changed = timezone.now()
    if event in (Event.KEPT, Event.WITHHELD):
        case.decided, case.decided_by = case.changed, acting_user
    elif event in (Event.UPHELD, Event.REVERSED):
        case.appeal_decided_by = acting_user
    case.save()
    CaseEvent.objects.create(case=case, event=event, by=acting_user, text=text, ground=ground)
    return case
