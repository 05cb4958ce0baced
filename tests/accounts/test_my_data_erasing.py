"""Leaving: everything about a person goes, what others work with stays without her name."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.images import get_image_model
from wagtail.models import Comment, ModelLogEntry, PageLogEntry, Revision

from network.models import Member
from portal.accounts.groups import OPERATORS
from portal.accounts.models import AddressChange, User
from portal.accounts.personal_data import registry
from portal.accounts.personal_data.erasing import ErasureError, erase_account
from portal.accounts.personal_data.registry import registered
from portal.mail import sending
from portal.mail.models import OutgoingMail
from tests.accounts.everywhere import places_with
from tests.accounts.factories import OperatorFactory, UserFactory
from tests.accounts.reauthenticated import confirm_password
from tests.accounts.unlike_anybody import EMAIL, WORDS, make_canary
from tests.mail.factories import OutgoingMailFactory

pytestmark = pytest.mark.django_db

DELETE = "/en/account/data/delete/"


def test_nothing_of_hers_is_left_anywhere(
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    with django_capture_on_commit_callbacks(execute=True):
        canary = make_canary(client)
        typed = SessionStore()
        typed["account_login"] = {"email": EMAIL}
        typed.save()
    assert all(places_with(word) for word in WORDS), "she has to be there before she can leave"
    confirm_password(client)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(DELETE, {"email": EMAIL})

    assert (response.status_code, response["Location"]) == (302, "/en/account/deleted/")
    assert {word: places for word in (*WORDS, EMAIL) if (places := places_with(word))} == {}
    page = client.get(f"/en/members/?q={WORDS[1]}").content.decode()
    assert "Plumcake" not in page
    assert client.get(f"/en/members/{canary.member.pk}/x/").status_code == 404


def test_what_others_work_with_stays_without_her_name(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    canary = make_canary(client)
    changes = PageLogEntry.objects.filter(user=canary.user).count()
    assert changes

    with django_capture_on_commit_callbacks(execute=True):
        erase_account(canary.user, acting_user=canary.user)

    canary.page.refresh_from_db()
    assert canary.page.owner is None
    assert canary.page.locked_by is None
    assert PageLogEntry.objects.filter(user=None, page=canary.page.pk).count() >= changes
    assert not ModelLogEntry.objects.filter(user=canary.user.pk).exists()
    revision = Revision.objects.page_revisions().get(object_id=str(canary.page.pk))
    assert revision.user is None
    assert [comment["text"] for comment in revision.content["wagtail_admin_comments"]] == ["A kind word"]
    assert revision.as_object().title == canary.page.title, "the history still opens"
    assert list(Comment.objects.values_list("text", flat=True)) == ["A kind word"]
    told = [str(entry.message) for entry in PageLogEntry.objects.filter(action__startswith="wagtail.comments")]
    assert sum("A kind word" in one or "Indeed" in one for one in told) == 2, "what others said is still told"
    assert get_image_model().objects.get().uploaded_by_user is None


def test_an_operator_who_deletes_her_in_the_admin_leaves_nothing_either(
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    with django_capture_on_commit_callbacks(execute=True):
        canary = make_canary(client)
    desk = Client()
    desk.force_login(OperatorFactory.create())

    with django_capture_on_commit_callbacks(execute=True):
        response = desk.post(f"/admin/users/delete/{canary.user.pk}/")

    assert response.status_code == 302
    # The notice that it is done waits for the operator's next page.
    assert {word: places for word in (*WORDS, EMAIL) if (places := places_with(word))} == {}


def test_all_her_sessions_end_and_nobody_elses(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    here, other, stranger = UserFactory.create(), Client(), Client()
    client.force_login(here)
    other.force_login(here)
    stranger.force_login(UserFactory.create(email=f"x{here.email}"))
    confirm_password(client)

    client.post(DELETE, {"email": here.email.upper()})

    assert not client.get("/en/").wsgi_request.user.is_authenticated
    assert not other.get("/en/").wsgi_request.user.is_authenticated
    assert stranger.get("/en/").wsgi_request.user.is_authenticated
    assert Session.objects.count() == 1


def test_a_last_mail_says_that_it_is_done(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    user = UserFactory.create(language="en")

    with django_capture_on_commit_callbacks(execute=True):
        erase_account(user, acting_user=user)

    (last,) = mail.outbox
    assert last.to == [user.email]
    assert last.subject == "Your account is deleted"


def test_an_address_that_was_never_confirmed_gets_no_mail(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    user = UserFactory.create()
    EmailAddress.objects.filter(user=user).update(verified=False)

    with django_capture_on_commit_callbacks(execute=True):
        erase_account(user, acting_user=None)

    assert not mail.outbox


def test_everything_stays_if_one_part_cannot_be_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    user = UserFactory.create()
    member = Member.objects.create(user=user, name="Anna")
    first = registered()[0]

    def fail(user: User) -> None:
        raise RuntimeError("The eraser failed")

    monkeypatch.setitem(registry._registered, first.purpose.key, replace(first, erase=fail))

    with pytest.raises(RuntimeError):
        erase_account(user, acting_user=user)

    assert User.objects.filter(pk=user.pk).exists()
    assert Member.objects.filter(pk=member.pk).exists()


def test_nothing_goes_if_the_last_mail_cannot_be_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    user = UserFactory.create()

    def fail(*args: object) -> None:
        raise OSError("No space left")

    monkeypatch.setattr(sending, "write", fail)

    with pytest.raises(OSError, match="space"):
        erase_account(user, acting_user=user)

    assert User.objects.filter(pk=user.pk).exists()


def test_the_last_operator_stays(client: Client) -> None:
    operator = OperatorFactory.create()
    client.force_login(operator)
    confirm_password(client)

    response = client.post(DELETE, {"email": operator.email})

    assert "last operator" in response.content.decode()
    assert User.objects.filter(pk=operator.pk).exists()


def test_an_operator_among_others_may_leave() -> None:
    operator, _other = OperatorFactory.create(), OperatorFactory.create()

    erase_account(operator, acting_user=operator)

    assert User.objects.filter(is_superuser=True).count() == 1


def test_an_operator_by_her_group_counts_as_one() -> None:
    first, by_group = OperatorFactory.create(), UserFactory.create()
    by_group.groups.add(Group.objects.get(name=OPERATORS))

    erase_account(first, acting_user=by_group)

    with pytest.raises(ErasureError):
        erase_account(by_group, acting_user=by_group)


def test_a_closed_or_demo_operator_does_not_count_as_another() -> None:
    operator = OperatorFactory.create()
    OperatorFactory.create(is_active=False)
    OperatorFactory.create(is_demo=True)

    with pytest.raises(ErasureError):
        erase_account(operator, acting_user=operator)


def test_a_demo_account_stays_for_those_who_come_after() -> None:
    user = UserFactory.create(is_demo=True)

    with pytest.raises(ErasureError, match="demonstration"):
        erase_account(user, acting_user=user)


def test_nobody_erases_somebody_else_but_an_operator() -> None:
    user, stranger, operator = UserFactory.create(), UserFactory.create(), OperatorFactory.create()

    with pytest.raises(PermissionDenied):
        erase_account(user, acting_user=stranger)
    erase_account(user, acting_user=operator)

    assert not User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize("typed", ["", "   ", "other@example.org", "x" * 300, "a\x00b"])
def test_another_address_deletes_nothing(client: Client, typed: str) -> None:
    user = UserFactory.create()
    client.force_login(user)
    confirm_password(client)

    response = client.post(DELETE, {"email": typed})

    assert response.status_code == 200
    assert "field-error" in response.content.decode()
    assert User.objects.filter(pk=user.pk).exists()


def test_deleting_asks_for_the_password_first(client: Client) -> None:
    user = UserFactory.create()
    client.force_login(user)

    response = client.post(DELETE, {"email": user.email})

    assert response["Location"].startswith("/en/account/again/password/")
    assert User.objects.filter(pk=user.pk).exists()


def test_the_page_says_what_goes_and_what_stays(client: Client) -> None:
    client.force_login(UserFactory.create())
    confirm_password(client)

    page = client.get(DELETE).content.decode()

    for data in registered():
        assert str(data.purpose.title) in page
    assert "Your name is taken off" in page


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    for path in ("data/", "data/copy/", "data/delete/", "consents/", "terms/"):
        assert client.get(f"/en/account/{path}")["Location"].startswith("/en/account/sign-in/")


def test_mail_to_a_former_address_goes_unless_it_is_somebody_elses_by_now() -> None:
    user = UserFactory.create(email="new@example.org")
    UserFactory.create(email="passed-on@example.org")
    long_ago = timezone.now() - timedelta(days=8)
    for old in ("old@example.org", "passed-on@example.org"):
        AddressChange.objects.create(user=user, old=old, new="new@example.org", changed_at=long_ago)
        OutgoingMailFactory.create(address=old)

    erase_account(user, acting_user=None)

    assert [one.address for one in OutgoingMail.objects.exclude(kind="accounts.erased")] == ["passed-on@example.org"]
