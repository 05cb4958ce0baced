"""Pages appear when editors said they should."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from portal.pages.models import HomePage, StandardPage
from portal.pages.tasks import publish_scheduled

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
