"""What Wagtail writes to editors takes the portal's way."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage, send_mail
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings
from wagtail.admin.mail import send_notification
from wagtail.models import Workflow
from wagtail.users.models import UserProfile

from portal.accounts.models import User
from portal.mail.models import OutgoingMail
from portal.pages.models import HomePage, StandardPage
from tests.accounts.factories import OperatorFactory, UserFactory
from tests.mail.test_kinds import assert_is_self_contained, links, parsed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def through_the_outbox(settings: Settings) -> Iterator[None]:
    """As on a real site; tests otherwise keep what Django sends in memory."""
    settings.EMAIL_BACKEND = "portal.mail.backends.OutboxBackend"
    with override("bg"):
        yield


@pytest.fixture
def page() -> StandardPage:
    home = HomePage.objects.get(locale__language_code="en")
    page: StandardPage = home.add_child(
        instance=StandardPage(title="Zoë's & Co", slug="zoe", live=False, locale=home.locale)
    )
    page.save_revision()
    return page


@pytest.fixture
def moderator() -> User:
    user: User = UserFactory.create(language="de", first_name="Jo's", is_staff=True)
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


@pytest.fixture
def editor() -> User:
    user: User = UserFactory.create(language="fr", first_name="Ana", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def assert_is_ours(mail: OutgoingMail, language: str) -> None:
    message = parsed(mail.as_message().message().as_bytes())
    assert message["From"].addresses[0].display_name == "Migrapass"
    assert message["Auto-Submitted"] == "auto-generated"
    assert mail.kind == "wagtail.notification"
    assert f'<html lang="{language}"' in mail.html
    assert mail.html.count("<h1") == 1
    assert "●" in mail.text
    assert links(mail.text) == links(mail.html)
    assert "&#" not in mail.text
    assert_is_self_contained(mail.html)


def test_a_submitted_page_is_told_of_in_the_moderators_language(
    page: StandardPage, moderator: User, editor: User
) -> None:
    Workflow.objects.get().start(page, editor)

    mail = OutgoingMail.objects.get(address=moderator.email)
    assert_is_ours(mail, "de")
    assert "Zoë's & Co" in mail.subject
    assert "Jo's" in mail.text.splitlines()[0]
    assert mail.subject.startswith("Ana")
    assert mail.html.count('class="button-link"') == 1
    for part in (mail.text, mail.html):
        assert "Ana" in part
        assert "Moderat" not in part
        assert f"/admin/pages/{page.pk}/edit/" in part
        assert "/admin/account/#tab-notifications" in part


@pytest.mark.parametrize("is_approved", [True, False])
def test_the_editor_learns_in_her_language_what_became_of_her_page(
    page: StandardPage, moderator: User, editor: User, is_approved: bool
) -> None:
    state = Workflow.objects.get().start(page, editor)
    OutgoingMail.objects.all().delete()
    task = state.current_task_state
    if is_approved:
        task.approve(user=moderator)
    else:
        task.reject(user=moderator, comment="Too short & <b>late</b>")

    mail = OutgoingMail.objects.get(address=editor.email)
    assert_is_ours(mail, "fr")
    assert mail.html.count('class="button-link"') == 1
    assert "Zoë's & Co" in mail.subject
    if not is_approved:
        assert "Jo's" in mail.subject
        assert "Too short & <b>late</b>" in mail.text
        assert "Too short &amp; &lt;b&gt;late" in mail.html


def test_comments_come_in_the_readers_language(page: StandardPage, editor: User) -> None:
    UserProfile.get_for_user(editor)
    context = {"page": page, "editor": OperatorFactory.create(), "new_comments": [{"text": "Is that & so?"}]}

    send_notification([editor], "updated_comments", context)

    mail = OutgoingMail.objects.get()
    assert_is_ours(mail, "fr")
    assert "Nouveaux commentaires" in mail.html
    assert "Is that & so?" in mail.text


def test_the_language_chosen_for_the_admin_goes_before_that_of_the_account(editor: User) -> None:
    UserProfile.objects.create(user=editor, preferred_language="es")

    assert UserProfile.get_for_user(editor).get_preferred_language() == "es"


def test_a_mail_to_several_people_becomes_one_for_each() -> None:
    message = EmailMessage("Hello", "Text", to=["a@example.org"], cc=["b@example.org"], bcc=["c@example.org"])

    assert message.send() == 1

    mails = OutgoingMail.objects.order_by("address")
    assert [mail.address for mail in mails] == ["a@example.org", "b@example.org", "c@example.org"]
    assert all(mail.as_message().recipients() == [mail.address] for mail in mails)


def test_an_attachment_is_refused_instead_of_lost() -> None:
    message = EmailMessage("Hello", "Text", to=["a@example.org"])
    message.attach("a.txt", "text")

    with pytest.raises(ValueError, match="attachments"):
        message.send()
    assert not OutgoingMail.objects.exists()


def test_a_plain_mail_stays_plain() -> None:
    send_mail("Hello\tthere", "Text", None, ["a@example.org"])

    mail = OutgoingMail.objects.get()
    assert (mail.subject, mail.text, mail.html) == ("Hello there", "Text\n", "")
    assert parsed(mail.as_message().message().as_bytes()).get_content_type() == "text/plain"


def test_the_admin_offers_no_mail_of_its_own_for_passwords(client: Client) -> None:
    assert client.get("/admin/password_reset/", follow=True).status_code == 404
