"""Attempts, waits and endings of the mails in the outbox."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from types import SimpleNamespace

import pytest
from django.conf import settings as portal_settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from pytest_django import Settings

from portal.mail import outbox
from portal.mail.health import MailIsWaitingError, check_queue
from portal.mail.models import OutgoingMail
from portal.mail.outbox import FAILED_KEPT, MOST_ATTEMPTS, WAITS, forget, retry, send_due
from portal.mail.querysets import LEASE, OutgoingMailQuerySet
from portal.mail.states import TRANSITIONS, Event, ImpossibleTransitionError, MailState, state_after
from portal.mail.tasks import sweep
from tests.accounts.factories import UserFactory
from tests.mail.factories import OutgoingMailFactory

pytestmark = pytest.mark.django_db

TEMPORARY = [
    SMTPRecipientsRefused({"a@example.org": (450, b"4.2.0 greylisted,\n come back")}),
    SMTPDataError(451, b"try later"),
    SMTPSenderRefused(553, b"not yours", "noreply@example.org"),
    SMTPAuthenticationError(535, b"wrong password"),
    SMTPServerDisconnected("Connection unexpectedly closed"),
    ConnectionRefusedError(111, "Connection refused"),
    TimeoutError("timed out"),
]
PERMANENT = [
    SMTPRecipientsRefused({"a@example.org": (550, b"5.1.1 no such person")}),
    SMTPDataError(554, b"we do not want that"),
    ValueError("not a mail"),
]
OF_THE_SERVER = TEMPORARY[2:]


class Scripted(BaseEmailBackend):
    """A way to send whose answers the test writes; None stands for a mail that is taken."""

    answers: Iterator[Exception | None]
    taken: list[str]

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if error := next(Scripted.answers, None):
            raise error
        Scripted.taken += [message.to[0] for message in email_messages]
        return len(email_messages)


@pytest.fixture(autouse=True)
def scripted(settings: Settings) -> type[Scripted]:
    settings.MAIL_TRANSPORT_BACKEND = f"{__name__}.Scripted"
    Scripted.answers, Scripted.taken = iter([]), []
    return Scripted


class Clock:
    now = datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


def waiting(**fields: object) -> OutgoingMail:
    mail: OutgoingMail = OutgoingMailFactory.create(created=timezone.now(), next_attempt_at=timezone.now(), **fields)
    return mail


def test_a_sent_mail_leaves_nothing_behind() -> None:
    mail = waiting()

    assert send_due() == 1

    assert Scripted.taken == [mail.address]
    assert not OutgoingMail.objects.exists()
    assert send_due() == 0


@pytest.mark.parametrize("error", TEMPORARY, ids=str)
def test_what_may_pass_is_tried_again_later(error: Exception, clock: Clock) -> None:
    mail = waiting()
    Scripted.answers = iter([error])

    send_due()
    assert send_due() == 0
    clock.now += WAITS[0]
    assert OutgoingMail.objects.get().reason
    assert send_due() == 1

    assert Scripted.taken == [mail.address]


@pytest.mark.parametrize("error", PERMANENT, ids=str)
def test_what_will_not_pass_fails_at_once_and_says_why(error: Exception, clock: Clock) -> None:
    waiting()
    Scripted.answers = iter([error])

    send_due()
    clock.now += timedelta(days=3)
    send_due()

    mail = OutgoingMail.objects.get()
    assert mail.state == MailState.FAILED
    assert mail.reason in {"550 5.1.1 no such person", "554 we do not want that", "ValueError: not a mail"}
    assert not Scripted.taken


def test_the_waits_grow_and_the_eighth_attempt_is_the_last(clock: Clock) -> None:
    waiting()
    Scripted.answers = iter([TEMPORARY[0]] * MOST_ATTEMPTS)
    waits = []

    while OutgoingMail.objects.waiting().exists():
        send_due()
        if due := OutgoingMail.objects.get().next_attempt_at:
            waits.append(due - clock.now)
            clock.now = due

    assert waits == [*WAITS] == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), timedelta(hours=12))
    assert MOST_ATTEMPTS == 8
    assert OutgoingMail.objects.get().reason == "450 4.2.0 greylisted, come back"


@pytest.mark.parametrize("error", OF_THE_SERVER, ids=str)
def test_while_the_server_is_away_only_one_mail_waits_for_it(error: Exception, clock: Clock) -> None:
    first, second = waiting(), waiting()
    Scripted.answers = iter([error])

    send_due()
    second.refresh_from_db()
    assert second.attempts == 0
    clock.now += WAITS[0]

    assert send_due() == 2
    assert Scripted.taken == [second.address, first.address]


@pytest.mark.parametrize("error", [*TEMPORARY[:2], *PERMANENT], ids=str)
def test_one_readers_mailbox_holds_up_nobody_else(error: Exception) -> None:
    waiting()
    second = waiting()
    Scripted.answers = iter([error])

    assert send_due() == 1
    assert Scripted.taken == [second.address]


def test_a_mail_that_was_claimed_is_left_alone_until_its_worker_must_be_gone(clock: Clock) -> None:
    waiting()
    assert OutgoingMail.objects.claim()

    assert not OutgoingMail.objects.claim()
    clock.now += LEASE
    claimed = OutgoingMail.objects.claim()

    assert claimed
    assert claimed.attempts == 2


def test_who_sees_a_mail_that_another_takes_goes_on_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = waiting(), waiting()
    due = OutgoingMailQuerySet.due

    def due_but_taken_by_another(queryset: OutgoingMailQuerySet, now: datetime) -> SimpleNamespace:
        seen = due(queryset, now).first()
        monkeypatch.setattr(OutgoingMailQuerySet, "due", due)
        assert OutgoingMail.objects.claim() == first
        return SimpleNamespace(first=lambda: seen)

    monkeypatch.setattr(OutgoingMailQuerySet, "due", due_but_taken_by_another)

    assert OutgoingMail.objects.claim() == second
    first.refresh_from_db()
    assert first.attempts == 1


def test_the_sweep_sends_what_a_lost_wake_up_left_and_forgets_old_failures(clock: Clock) -> None:
    waiting()
    Scripted.answers = iter([PERMANENT[0]])
    send_due()
    left = waiting()

    clock.now += FAILED_KEPT
    sweep()
    assert Scripted.taken == [left.address]
    assert OutgoingMail.objects.failed().count() == 1
    clock.now += timedelta(seconds=1)
    sweep()

    assert not OutgoingMail.objects.exists()
    assert {"task": "portal.mail.tasks.sweep", "schedule": 60} in portal_settings.CELERY_BEAT_SCHEDULE.values()


def test_only_operators_have_a_mail_tried_again() -> None:
    waiting()
    Scripted.answers = iter([PERMANENT[0]])
    send_due()
    mail = OutgoingMail.objects.get()

    with pytest.raises(PermissionDenied):
        retry(mail, acting_user=UserFactory.create())
    retry(mail, acting_user=UserFactory.create(is_superuser=True))

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 0)
    assert send_due() == 1


def test_who_leaves_takes_her_mails_along() -> None:
    waiting(address="Mira@Example.org")
    waiting(address="other@example.org")

    forget("mira@example.org")

    assert OutgoingMail.objects.get().address == "other@example.org"


@pytest.mark.parametrize("state", MailState)
@pytest.mark.parametrize("event", Event)
def test_nothing_happens_to_a_mail_that_is_not_in_the_table(state: MailState, event: Event) -> None:
    if (state, event) in TRANSITIONS:
        assert state_after(state, event) == TRANSITIONS[state, event]
    else:
        with pytest.raises(ImpossibleTransitionError):
            state_after(state, event)


def test_health_tells_of_mail_that_does_not_leave(clock: Clock) -> None:
    check_queue()
    waiting()
    clock.now += timedelta(minutes=15)
    check_queue()
    clock.now += timedelta(seconds=1)

    with pytest.raises(MailIsWaitingError, match="1 mails"):
        check_queue()

    send_due()
    check_queue()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SMTPRecipientsRefused({"mira@example.org": (550, b"5.1.1 <mira@example.org>: unknown")}), "failed: 550"),
        (SMTPDataError(451, b"mira@example.org has no room"), "has to wait: 451"),
        (ConnectionRefusedError(111, "mira@example.org"), "has to wait: ConnectionRefusedError"),
    ],
)
def test_a_failure_is_logged_by_its_code_for_the_answer_often_names_the_recipient(
    caplog: pytest.LogCaptureFixture, error: Exception, told: str
) -> None:
    waiting(address="mira@example.org")
    Scripted.answers = iter([error])

    send_due()

    assert f"tests.welcome {told}" in caplog.text
    assert "mira" not in caplog.text
    assert "mira" in OutgoingMail.objects.get().reason, "operators see it, until the mail is cleared out"
    assert outbox.logger.name == "portal.mail.outbox"


@pytest.mark.parametrize("error", [None, TEMPORARY[0], PERMANENT[0]], ids=str)
def test_a_mail_forgotten_while_it_is_sent_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    first, second = waiting(), waiting()
    Scripted.answers = iter([error])
    send = Scripted.send_messages

    def send_as_its_reader_leaves(transport: Scripted, messages: Sequence[EmailMessage]) -> int:
        forget(first.address)
        return send(transport, messages)

    monkeypatch.setattr(Scripted, "send_messages", send_as_its_reader_leaves)

    send_due()

    assert second.address in Scripted.taken
    assert not OutgoingMail.objects.exists()
