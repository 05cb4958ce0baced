"""From an editor's draft to a public page, by way of a moderator."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from portal.accounts.groups import EDITORS, MODERATORS
from portal.accounts.models import User
from portal.pages.models import HomePage, StandardPage
from tests.pages.editors import client_of, make_editor

pytestmark = pytest.mark.django_db

ADDRESS = "/en/open-day/"


@pytest.fixture
def editor() -> User:
    return make_editor(EDITORS)


@pytest.fixture
def moderator() -> User:
    return make_editor(MODERATORS)


def write(user: User, **action: str) -> StandardPage:
    """What the form for a new page sends."""
    home = HomePage.objects.get(locale__language_code="en")
    fields = {
        "title": "Open day",
        "slug": "open-day",
        "introduction": "Come and see.",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    address = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])
    response = client_of(user).post(address, fields | action)
    assert response.status_code == 302, response.context["form"].errors
    page: StandardPage = StandardPage.objects.get(slug="open-day")
    return page


def decide(user: User, page: StandardPage, action: str, **answer: str) -> None:
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    response = client_of(user).post(address, answer)
    assert response.status_code in (200, 302)


def status(client: Client) -> int:
    return client.get(ADDRESS).status_code


def test_an_editors_draft_is_not_public(editor: User, client: Client) -> None:
    page = write(editor)

    assert not page.live
    assert status(client) == 404


def test_an_editor_who_asks_to_publish_does_not(editor: User, client: Client) -> None:
    page = write(editor, **{"action-publish": "1"})

    assert not page.live
    assert status(client) == 404


def test_a_moderator_publishes_at_once(moderator: User, client: Client) -> None:
    write(moderator, **{"action-publish": "1"})

    assert status(client) == 200


def test_what_is_submitted_is_mailed_to_moderators_and_still_not_public(
    editor: User,
    moderator: User,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write(editor, **{"action-submit": "1"})

    assert status(client) == 404
    [message] = [one for one in mail.outbox if moderator.email in one.to]
    assert "Open day" in message.subject
    assert settings.WAGTAILADMIN_BASE_URL in message.body


def test_what_a_moderator_approves_is_public(
    editor: User,
    moderator: User,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page = write(editor, **{"action-submit": "1"})

    with django_capture_on_commit_callbacks(execute=True):
        decide(moderator, page, "approve", comment="")

    assert status(client) == 200
    assert any(editor.email in one.to for one in mail.outbox)


def test_what_a_moderator_sends_back_reaches_the_editor_with_her_words(
    editor: User,
    moderator: User,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page = write(editor, **{"action-submit": "1"})

    with django_capture_on_commit_callbacks(execute=True):
        decide(moderator, page, "reject", comment="Which room?")

    assert status(client) == 404
    [message] = [one for one in mail.outbox if editor.email in one.to]
    assert "Which room?" in message.body


def test_an_editor_may_not_approve_her_own_page(editor: User, client: Client) -> None:
    page = write(editor, **{"action-submit": "1"})

    decide(editor, page, "approve", comment="")

    assert status(client) == 404
