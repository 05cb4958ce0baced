"""Pages appear when editors said they should."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from portal.accounts.groups import EDITORS, MODERATORS
from portal.pages.models import HomePage, StandardPage
from portal.pages.originals import OriginalIsDraft
from portal.pages.tasks import publish_scheduled
from tests.pages.editors import desk, fill_in, managed_translation, publish_translation, schedule, translate
from tests.pages.factories import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled() -> StandardPage:
    """A draft that is to appear in an hour."""
    home = HomePage.objects.get(locale__language_code="en")
    page: StandardPage = home.add_child(
        instance=StandardPage(title="Tomorrow", slug="tomorrow", live=False, locale=home.locale)
    )
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_a_scheduled_page_waits_for_its_time(scheduled: StandardPage) -> None:
    publish_scheduled()
    scheduled.refresh_from_db()
    assert not scheduled.live


def test_a_scheduled_page_appears_once_its_time_has_come(
    scheduled: StandardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish_scheduled()
    publish_scheduled()
    scheduled.refresh_from_db()
    assert scheduled.live


def test_the_worker_is_asked_to_publish_every_minute() -> None:
    assert {"task": "portal.pages.tasks.publish_scheduled", "schedule": 60} in settings.CELERY_BEAT_SCHEDULE.values()


# Translations


@pytest.fixture
def moderator() -> Client:
    return desk(MODERATORS)


@pytest.fixture
def translation(moderator: Client, scheduled: StandardPage) -> Page:
    """The Bulgarian edition of a scheduled page: every piece translated, and published as far as that goes."""
    made = translate(moderator, scheduled, "bg")
    fill_in(made)
    publish(moderator, made)
    made.refresh_from_db()
    return made


def publish(client: Client, page: Page) -> str:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return publish_translation(client, page)


def goes_live_at(page: Page) -> datetime | None:
    revision = Page.objects.get(pk=page.pk).scheduled_revision
    return revision.approved_go_live_at if revision else None


def pass_time(monkeypatch: pytest.MonkeyPatch, **delta: int) -> None:
    later = timezone.now() + timedelta(**delta)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish_scheduled()


def is_live(page: Page) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)


def test_a_published_translation_waits_for_its_original(scheduled: StandardPage, translation: Page) -> None:
    publish_scheduled()

    assert not is_live(translation)
    assert goes_live_at(translation) == goes_live_at(scheduled) is not None


def test_a_translation_appears_with_its_original(
    scheduled: StandardPage, translation: Page, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [client.get(url).status_code for url in ("/en/tomorrow/", f"/bg/{translation.slug}/")] == [404, 404]

    pass_time(monkeypatch, hours=2)

    assert is_live(scheduled)
    assert is_live(translation)
    assert "Tomorrow (translated)" in client.get(f"/bg/{translation.slug}/").content.decode()


def test_the_editor_is_told_when_her_translation_appears(moderator: Client, scheduled: StandardPage) -> None:
    made = translate(moderator, scheduled, "bg")
    fill_in(made)
    address = reverse("wagtailadmin_pages:edit", args=[made.pk])

    assert "Once published, this translation appears with it." in moderator.get(address).content.decode()
    assert "Published &#x27;" not in publish(moderator, made)
    assert "appears in Bulgarian together with the original" in moderator.get(address).content.decode()


def test_a_later_time_carries_over(scheduled: StandardPage, translation: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    schedule(scheduled, timezone.now() + timedelta(days=3))

    assert goes_live_at(translation) == goes_live_at(scheduled)
    pass_time(monkeypatch, hours=2)
    assert not is_live(translation)


def test_publishing_the_original_early_brings_its_translations(scheduled: StandardPage, translation: Page) -> None:
    draft = scheduled.get_latest_revision_as_object()
    draft.go_live_at = None
    draft.save_revision().publish()

    assert is_live(scheduled)
    assert is_live(translation)


def test_cancelling_the_schedule_cancels_that_of_its_translations(
    moderator: Client, scheduled: StandardPage, translation: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = Page.objects.get(pk=scheduled.pk).scheduled_revision
    moderator.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[scheduled.pk, revision.pk]))

    assert goes_live_at(scheduled) is None
    assert goes_live_at(translation) is None
    pass_time(monkeypatch, hours=2)
    assert not is_live(translation)


def test_an_expiry_is_taken_over(moderator: Client, scheduled: StandardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = scheduled.get_latest_revision_as_object()
    draft.expire_at = timezone.now() + timedelta(days=1)
    draft.save_revision().publish()
    made = translate(moderator, scheduled, "bg")
    fill_in(made)
    publish(moderator, made)

    pass_time(monkeypatch, hours=2)
    assert is_live(made)
    pass_time(monkeypatch, days=2)
    assert not is_live(scheduled)
    assert not is_live(made)


def test_unpublishing_the_original_leaves_its_translations_public(
    scheduled: StandardPage, translation: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_time(monkeypatch, hours=2)
    scheduled.refresh_from_db()

    scheduled.unpublish()

    assert not is_live(scheduled)
    assert is_live(translation)


def test_a_translation_of_a_public_page_is_published_at_once(moderator: Client) -> None:
    made = translate(moderator, make_page("en", "about"), "bg")
    fill_in(made)

    assert "Published" in publish(moderator, made)
    assert is_live(made)


@pytest.fixture
def draft() -> StandardPage:
    return make_page("en", "secret", live=False)


def test_words_of_a_draft_are_not_published_by_way_of_a_translation(moderator: Client, draft: StandardPage) -> None:
    made = translate(moderator, draft, "bg")

    said = publish(moderator, made)

    assert "Not published" in said
    assert not is_live(made)
    assert not is_live(draft)


def test_no_other_way_publishes_the_words_of_a_draft(moderator: Client, draft: StandardPage) -> None:
    made = translate(moderator, draft, "bg")

    source = managed_translation(made).source
    with TestCase.captureOnCommitCallbacks() as callbacks:
        address = reverse("wagtail_localize:update_translations", args=[source.pk])
        moderator.post(address, {"publish_translations": "on"})

    assert callbacks
    with pytest.raises(OriginalIsDraft):
        callbacks[-1]()
    assert not is_live(made)


def test_a_whole_translation_of_a_draft_is_published_on_purpose(moderator: Client, draft: StandardPage) -> None:
    made = translate(moderator, draft, "bg")
    fill_in(made)

    publish(moderator, made)

    assert is_live(made)
    assert not is_live(draft)


def test_an_editor_cannot_publish_a_translation(scheduled: StandardPage) -> None:
    editor = desk(EDITORS)
    made = translate(editor, scheduled, "bg")
    fill_in(made)

    publish(editor, made)

    assert not is_live(made)
    assert goes_live_at(made) is None


def test_translating_a_public_page_makes_a_draft(moderator: Client, client: Client) -> None:
    made = translate(moderator, make_page("en", "about"), "bg")

    assert not made.live
    assert client.get(f"/bg/{made.slug}/").context["page"].locale.language_code == "en"


def test_translating_below_a_page_that_is_not_translated_brings_it_along_as_a_draft(
    moderator: Client, client: Client
) -> None:
    grandparent = make_page("en", "guide")
    parent = grandparent.add_child(instance=StandardPage(title="Part", slug="part", locale=grandparent.locale))
    child = parent.add_child(instance=StandardPage(title="Chapter", slug="chapter", locale=grandparent.locale))

    made = translate(moderator, child, "bg")

    above = Page.objects.ancestor_of(made).filter(depth__gt=2)
    assert [(page.slug, page.live, page.alias_of_id) for page in above] == [
        ("guide", False, None),
        ("part", False, None),
    ]
    assert all(managed_translation(page).enabled for page in above)
    assert client.get("/bg/guide/").context["page"].locale.language_code == "en"
