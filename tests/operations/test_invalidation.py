"""What visitors see after a change, with the page cache around the whole of Django."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group
from django.db import models
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale, Page, PageViewRestriction, Site

from portal.operations import generation
from portal.operations.page_cache import PageCache
from tests.operations.small_applications import Answer, all_of_django, ask

pytestmark = pytest.mark.django_db

Change = Callable[[Callable[[], object]], None]


@pytest.fixture
def page() -> Page:
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=Page(title="Open to all", slug="open", locale=root.locale))


@pytest.fixture
def visit(cached: Callable[..., PageCache]) -> Iterator[Callable[[], Answer]]:
    """Asks for the page through all of Django."""
    with all_of_django() as application:
        kept = cached(application)
        yield lambda: ask(kept, "/en/open/")


@pytest.fixture
def commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Change:
    """Makes a change as a request of its own would, in a transaction that is committed."""

    def commit(change: Callable[[], object]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            change()

    return commit


def test_a_page_is_served_from_the_cache(page: Page, visit: Callable[[], Answer]) -> None:
    first, second = visit(), visit()

    assert first.status == second.status == "200 OK"
    assert b"Open to all" in second.body
    assert "Age" in second.headers


def test_a_page_restricted_after_it_was_cached_is_not_served(
    page: Page, visit: Callable[[], Answer], commit: Change
) -> None:
    visit()

    commit(lambda: PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN))

    assert visit().status == "302 Found"


def test_a_page_opened_again_is_served(page: Page, visit: Callable[[], Answer], commit: Change) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    visit()

    commit(restriction.delete)

    assert visit().status == "200 OK"


def test_a_published_change_is_seen_at_once(page: Page, visit: Callable[[], Answer], commit: Change) -> None:
    visit()
    page.title = "Open again"

    commit(lambda: page.save_revision().publish())

    assert b"Open again" in visit().body


def test_a_draft_leaves_the_cache_alone(page: Page, visit: Callable[[], Answer], commit: Change) -> None:
    visit()
    page.title = "Not yet"

    commit(page.save_revision)

    assert "Age" in visit().headers


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_a_page_taken_away_is_not_served(page: Page, visit: Callable[[], Answer], commit: Change, action: str) -> None:
    visit()

    commit(getattr(page, action))

    assert visit().status == "404 Not Found"


def test_a_page_moved_away_is_not_served(page: Page, visit: Callable[[], Answer], commit: Change) -> None:
    shelf = page.get_parent().add_child(instance=Page(title="Shelf", slug="shelf", locale=page.locale))
    visit()

    commit(lambda: page.move(shelf, pos="last-child"))

    assert visit().status in ("301 Moved Permanently", "404 Not Found")


def test_a_change_that_is_rolled_back_leaves_the_cache_alone(page: Page, folder: object) -> None:
    before = generation.current()

    page.save()

    assert generation.current() == before


@pytest.mark.parametrize("model", [Site, Locale])
def test_a_changed_site_or_language_counts(model: type[models.Model], folder: object, commit: Change) -> None:
    row = model._default_manager.first()
    assert row is not None
    before = generation.current()

    commit(row.save)

    assert generation.current() != before


def test_a_room_can_have_its_own_rows_count(folder: object, commit: Change) -> None:
    generation.advance_when_saved(Group)
    before = generation.current()

    commit(lambda: Group.objects.create(name="Coordinators"))

    assert generation.current() != before
