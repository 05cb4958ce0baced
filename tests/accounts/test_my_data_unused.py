"""Accounts that nobody uses: two warnings, a month's notice, then they go."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from portal.accounts.groups import OPERATORS
from portal.accounts.models import UnusedWarning, User
from portal.accounts.personal_data import tasks
from portal.accounts.personal_data.unused import NOTICE, UNUSED_FOR, erase_unconfirmed, treat_unused
from portal.mail import sending
from portal.mail.kinds import Kind
from portal.mail.recipients import Recipient
from portal.mail.rendering import Written, write
from tests.accounts.factories import OperatorFactory, UserFactory

pytestmark = pytest.mark.django_db

START = timezone.now().replace(hour=12) - timedelta(days=2000)


def unused(**fields: Any) -> User:
    user: User = UserFactory.create(**{"date_joined": START - timedelta(days=100), "last_login": START} | fields)
    return user


def days(number: int) -> datetime:
    return START + timedelta(days=number)


@pytest.fixture
def day_by_day(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    """Runs the daily task on each of these days and gives the days on which a mail went out."""

    def run(numbers: range) -> list[int]:
        mailed = []
        for number in numbers:
            before = len(mail.outbox)
            with django_capture_on_commit_callbacks(execute=True):
                treat_unused(now=days(number))
            mailed += [number] * (len(mail.outbox) - before)
        return mailed

    return run


def test_two_warnings_then_it_goes(day_by_day: Any) -> None:
    user = unused()

    assert day_by_day(range(660, 735)) == [670, 700, 730]

    first, second, last = mail.outbox
    assert first.subject == second.subject
    assert str((START + UNUSED_FOR).year) in first.subject
    assert "http://localhost:8000/en/account/sign-in/" in first.body
    assert last.subject == "Your account is deleted"
    assert not User.objects.filter(pk=user.pk).exists()


def test_a_day_repeated_changes_nothing(day_by_day: Any) -> None:
    unused()

    day_by_day(range(670, 671))
    assert day_by_day(range(670, 671)) == []
    assert UnusedWarning.objects.count() == 1


def test_signing_in_keeps_the_account_and_starts_anew(day_by_day: Any) -> None:
    user = unused()
    assert day_by_day(range(670, 705)) == [670, 700]

    user.last_login = days(710)
    user.save()

    assert day_by_day(range(710, 740)) == []
    assert day_by_day(range(710 + 665, 710 + 735)) == [710 + 670, 710 + 700, 710 + 730]


def test_a_worker_that_was_down_for_long_still_gives_notice_twice(day_by_day: Any) -> None:
    user = unused()

    mailed = day_by_day(range(900, 980))

    assert mailed == [900, 900 + NOTICE.days, 900 + 2 * NOTICE.days]
    assert not User.objects.filter(pk=user.pk).exists()


def test_somebody_who_never_signed_in_counts_from_joining(day_by_day: Any) -> None:
    unused(date_joined=START, last_login=None)

    assert day_by_day(range(668, 672)) == [670]


def test_operators_and_demo_accounts_stay(day_by_day: Any) -> None:
    OperatorFactory.create(date_joined=START, last_login=START)
    unused().groups.add(Group.objects.get(name=OPERATORS))
    unused(is_demo=True)

    assert day_by_day(range(670, 1000, 29)) == []
    assert User.objects.count() == 3


def test_a_mail_that_cannot_be_stored_is_no_warning_and_holds_up_nobody(
    day_by_day: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = unused(), unused()

    def fail_for_the_first(kind: Kind, recipient: Recipient, context: dict[str, Any]) -> Written:
        if recipient.address == first.email:
            raise OSError("No space left")
        return write(kind, recipient, context)

    monkeypatch.setattr(sending, "write", fail_for_the_first)

    assert day_by_day(range(670, 671)) == [670]
    assert UnusedWarning.objects.get().user == second


@pytest.mark.parametrize("language", ["en", "fr", "de", "bg", "es"])
def test_the_warning_is_in_her_language(day_by_day: Any, language: str) -> None:
    unused(language=language)

    day_by_day(range(670, 671))

    assert f"/{language}/account/sign-in/" in mail.outbox[0].body


def test_what_was_never_confirmed_goes_after_a_week() -> None:
    now = timezone.now()
    old = UserFactory.create(date_joined=now - timedelta(days=8))
    fresh = UserFactory.create(date_joined=now - timedelta(days=6))
    confirmed = UserFactory.create(date_joined=now - timedelta(days=8))
    staff = UserFactory.create(date_joined=now - timedelta(days=8), is_staff=True)
    for user in (old, fresh, staff):
        EmailAddress.objects.filter(user=user).update(verified=False)

    assert erase_unconfirmed(now=now) == 1
    assert erase_unconfirmed(now=now) == 0

    assert set(User.objects.all()) == {fresh, confirmed, staff}


def test_sessions_that_have_ended_are_deleted() -> None:
    ended, lasting = SessionStore(), SessionStore()
    ended.set_expiry(timezone.now() - timedelta(days=1))
    ended.save()
    lasting.save()

    tasks.clear_expired_sessions()

    assert list(Session.objects.values_list("pk", flat=True)) == [lasting.session_key]


def test_the_tasks_run_on_the_clock_of_today() -> None:
    user = UserFactory.create(date_joined=timezone.now() - timedelta(days=8))
    EmailAddress.objects.filter(user=user).update(verified=False)
    idle = UserFactory.create(last_login=timezone.now() - timedelta(days=671))

    tasks.erase_unconfirmed_accounts()
    tasks.treat_unused_accounts()

    assert not User.objects.filter(pk=user.pk).exists()
    assert UnusedWarning.objects.get().user == idle
