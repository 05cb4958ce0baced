"""What is searched for in vain is counted for editors, without a trace of who asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from portal.accounts.groups import EDITORS, MODERATORS, OPERATORS
from portal.operations import wakeups
from portal.operations.breaker import Breaker
from search import empty
from search.empty import count_empty_search, may_be_kept
from search.models import EmptySearch
from search.projector import project_pending
from search.tasks import forget_empty_searches
from tests.pages.editors import desk
from tests.pages.factories import make_page

pytestmark = pytest.mark.django_db

REPORT = reverse("empty_searches:index")


def rows() -> list[tuple[str, str, int]]:
    return list(EmptySearch.objects.order_by("pk").values_list("text", "language", "times"))


def test_what_nobody_finds_is_counted_by_text_and_language(client: Client) -> None:
    for path in ("/en/search/?q=Quokka", "/en/search/?q=quokka", "/de/search/?q=quokka"):
        client.get(path)

    assert rows() == [("quokka", "en", 2), ("quokka", "de", 1)]
    assert EmptySearch.objects.first().last_day == timezone.localdate()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "path",
    ["?q=quokka&kind=people", "?q=quokka&country=AT", "?q=quokka&sort=name", "?q=about", "", "suggestions/?q=quokka"],
)
def test_what_a_filter_hides_or_what_is_found_is_not_counted(client: Client, path: str) -> None:
    make_page("en", "about")
    project_pending()
    client.get(f"/en/search/{path}")

    assert rows() == []


def test_only_pages_that_somebody_opens_are_counted(client: Client) -> None:
    client.head("/en/search/?q=quokka")
    client.get("/en/search/?q=quokka", headers={"HX-Request": "true"})

    assert rows() == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("housing for families", True),
        ("law 2021", True),
        ("anna@example.org", False),
        ("@anna", False),
        ("12345", False),
        ("01 23 45 67 89", False),
        ("+43-660-123", False),
        ("x" * 61, False),
        ("!?", False),
        ("", False),
    ],
)
def test_what_looks_personal_is_not_kept(text: str, kept: bool) -> None:
    assert may_be_kept(text) is kept
    count_empty_search(text, "en")
    assert EmptySearch.objects.exists() is kept


def test_the_rarest_and_oldest_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(empty, "MOST_KEPT", 2)
    today = timezone.localdate()
    EmptySearch.objects.create(text="often", language="en", times=9, last_day=today - timedelta(days=80))
    EmptySearch.objects.create(text="old", language="en", last_day=today - timedelta(days=2))

    count_empty_search("new", "en")

    assert {text for text, _language, _times in rows()} == {"often", "new"}


def test_all_are_forgotten_after_a_while() -> None:
    today = timezone.localdate()
    EmptySearch.objects.create(text="old", language="en", times=50, last_day=today - timedelta(days=91))
    EmptySearch.objects.create(text="recent", language="en", last_day=today - timedelta(days=89))

    forget_empty_searches()

    assert [text for text, _language, _times in rows()] == ["recent"]


def test_forgetting_is_a_daily_task(settings: Settings) -> None:
    schedule = {entry["task"]: entry["schedule"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert schedule["search.tasks.forget_empty_searches"] == 24 * 60 * 60


def test_a_queue_that_fails_fails_no_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = SimpleNamespace(conf=SimpleNamespace(task_always_eager=False, broker_transport_options={}))
    monkeypatch.setattr(wakeups, "current_app", broken)

    assert client.get("/en/search/?q=quokka").status_code == 200
    assert rows() == []


def test_no_log_says_what_was_searched_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Celery logs the arguments of a task, unless it is told what to write instead."""
    sent: list[dict[str, object]] = []

    @contextmanager
    def producer(**_: object) -> Iterator[None]:
        yield

    queue = SimpleNamespace(
        conf=SimpleNamespace(task_always_eager=False, broker_transport_options={}),
        send_task=lambda name, **options: sent.append(options),
    )
    monkeypatch.setattr(wakeups, "current_app", queue)
    monkeypatch.setattr(wakeups, "_breaker", Breaker(seconds=10))
    monkeypatch.setattr(wakeups, "_connection", lambda: "")
    monkeypatch.setattr(wakeups, "producers", {"": SimpleNamespace(acquire=producer)})
    client.get("/en/search/?q=quokka")

    [options] = sent
    assert options["args"] == ("quokka", "en")
    assert options["argsrepr"]
    assert "quokka" not in str(options["argsrepr"])


@pytest.mark.parametrize("group", [EDITORS, MODERATORS, OPERATORS])
def test_whoever_keeps_synonyms_reads_the_report_and_goes_on_from_there(group: str) -> None:
    count_empty_search("quokka", "en")
    browser = desk(group)

    page = browser.get(REPORT, {"language": "en"}).content.decode()
    prefilled = browser.get(f"{reverse('wagtailsnippets_search_synonym:add')}?phrase=quokka").content.decode()

    assert "quokka" in page
    assert "/add/?phrase=quokka" in page
    assert "quokka</textarea>" in prefilled
    assert "quokka" not in browser.get(REPORT, {"language": "de"}).content.decode()


def test_a_row_can_be_forgotten() -> None:
    count_empty_search("quokka", "en")
    [pk] = EmptySearch.objects.values_list("pk", flat=True)

    desk(EDITORS).post(reverse("empty_searches:delete", args=[pk]))

    assert not EmptySearch.objects.exists()


def test_others_do_not_read_it() -> None:
    assert desk().get(REPORT).status_code == 403
