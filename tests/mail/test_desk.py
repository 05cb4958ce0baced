"""The operators' desk for mail."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from portal.mail.models import OutgoingMail
from portal.mail.states import MailState
from tests.accounts.factories import OperatorFactory, UserFactory
from tests.mail.factories import OutgoingMailFactory

pytestmark = pytest.mark.django_db

INDEX = "/admin/mails/"


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(OperatorFactory.create())
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    user = UserFactory.create(is_staff=True)
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return client


@pytest.fixture
def failed() -> OutgoingMail:
    mail = OutgoingMailFactory.create(
        subject="Your key", text="Use https://portal.example/t0k3n", address="x@far.example"
    )
    mail.state, mail.reason, mail.attempts = MailState.FAILED, "550 No such person", 3
    mail.failed_at, mail.next_attempt_at = mail.created, None
    mail.save()
    return mail


def test_an_operator_sees_what_failed_and_why_but_not_its_text(operator: Client, failed: OutgoingMail) -> None:
    page = operator.get(INDEX).content.decode()

    for told in ("x@far.example", "550 No such person", "Your key", f"/admin/mails/{failed.pk}/retry/"):
        assert told in page
    assert "t0k3n" not in page
    assert INDEX in operator.get("/admin/").content.decode()


@pytest.mark.usefixtures("failed")
def test_mails_are_found_by_their_state(operator: Client) -> None:
    OutgoingMailFactory.create(address="y@near.example")

    page = operator.get(INDEX, {"state": "waiting"}).content.decode()

    assert "y@near.example" in page
    assert "x@far.example" not in page


def test_a_failed_mail_is_sent_after_all(
    operator: Client,
    failed: OutgoingMail,
    mailoutbox: list[object],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assert "550 No such person" in operator.get(f"/admin/mails/{failed.pk}/retry/").content.decode()
    assert not mailoutbox

    with django_capture_on_commit_callbacks(execute=True):
        answer = operator.post(f"/admin/mails/{failed.pk}/retry/")

    assert answer["Location"] == INDEX
    assert len(mailoutbox) == 1
    assert not OutgoingMail.objects.exists()


def test_a_mail_can_be_given_up(operator: Client, failed: OutgoingMail) -> None:
    assert operator.get(f"/admin/mails/{failed.pk}/delete/").status_code == 200

    assert operator.post(f"/admin/mails/{failed.pk}/delete/")["Location"] == INDEX

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("action", ["retry", "delete"])
def test_a_mail_that_has_gone_meanwhile_is_not_here(operator: Client, action: str) -> None:
    assert operator.get(f"/admin/mails/4711/{action}/", follow=True).status_code == 404
    assert operator.post(f"/admin/mails/4711/{action}/", follow=True).status_code == 404


@pytest.mark.parametrize("path", ["", "results/", "{pk}/retry/", "{pk}/delete/"])
def test_editors_see_nothing_of_it(editor: Client, failed: OutgoingMail, path: str) -> None:
    address = INDEX + path.format(pk=failed.pk)

    assert editor.get(address).status_code == 302
    assert editor.post(address).status_code in (302, 405)
    assert INDEX not in editor.get("/admin/").content.decode()
    failed.refresh_from_db()
    assert failed.state == MailState.FAILED


def test_who_may_only_look_is_offered_no_more(client: Client, failed: OutgoingMail) -> None:
    user = UserFactory.create(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_outgoingmail"]))
    client.force_login(user)

    page = client.get(INDEX).content.decode()

    assert "550 No such person" in page
    assert "/retry/" not in page
    assert client.post(f"/admin/mails/{failed.pk}/retry/").status_code == 302
    assert client.post(f"/admin/mails/{failed.pk}/delete/").status_code == 302
    assert OutgoingMail.objects.failed().exists()
