"""Pages in the catalogue: one card for all languages of a page, which follows whatever happens to it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.pages.models import ArticleIndexPage, ArticlePage
from search.cards import card_key
from search.finding import count, find
from search.hits import Hit
from search.models import Entry
from search.projector import project_pending
from search.queries import Query, Sort, Viewer
from tests.pages.factories import make_article, make_event, make_events, make_news, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def news() -> ArticleIndexPage:
    return make_news("en", "news")


@pytest.fixture
def editions(news: ArticleIndexPage) -> list[ArticlePage]:
    """An article in English and Bulgarian, known to the catalogue."""
    key = uuid4()
    novini = make_news("bg", "novini", news.translation_key)
    pages = [
        make_article(
            news,
            "workshop",
            key,
            title="Workshop",
            introduction="Twelve came",
            body=[("text", "<p>Bread<br/>salt</p>")],
        ),
        make_article(novini, "rabotilnitsa", key, title="Работилница", introduction="Дойдоха дванайсет"),
    ]
    project_pending()
    return pages


def found(text: str = "", language: str = "en", kinds: tuple[str, ...] = ("articlepage",)) -> list[Hit]:
    project_pending()
    return find(Query(Viewer(AnonymousUser()), kinds, language, text=text, page_size=50)).hits


def pending(*pages: ArticlePage) -> list[bool]:
    return [Entry.objects.get(key=card_key("articlepage", page.pk)).pending for page in pages]


def test_a_page_is_found_once_in_any_of_its_languages_and_shown_in_the_readers(editions: list[ArticlePage]) -> None:
    for text in ("workshop", "работилница", "rabotilnitsa", "salt"):
        for language, title, url in (
            ("en", "Workshop", "/en/news/workshop/"),
            ("bg", "Работилница", "/bg/novini/rabotilnitsa/"),
        ):
            [hit] = found(text, language)
            assert (hit.title, hit.title_language, hit.url) == (title, language, url)


def test_a_reader_of_another_language_is_shown_the_english_title_with_its_language(editions: list[ArticlePage]) -> None:
    [hit] = found("workshop", "fr")

    assert (hit.title, hit.title_language, hit.summary, hit.summary_language) == ("Workshop", "en", "Twelve came", "en")
    assert hit.url == "/fr/news/workshop/"


def test_a_card_never_shows_a_draft(editions: list[ArticlePage]) -> None:
    editions[0].title = "Unfinished"
    editions[0].save_revision()
    assert found("unfinished") == []
    assert len(found("workshop")) == 1

    editions[0].get_latest_revision().publish()
    assert len(found("unfinished")) == 1


def test_the_card_stays_while_one_language_is_published(editions: list[ArticlePage]) -> None:
    editions[0].unpublish()
    [hit] = found("", "en")
    assert (hit.title, hit.title_language, hit.url) == ("Работилница", "bg", "/en/novini/rabotilnitsa/")
    assert found("workshop") == []

    editions[1].unpublish()
    assert found() == []


def test_once_the_oldest_is_deleted_the_card_stands_under_the_next(editions: list[ArticlePage]) -> None:
    editions[0].delete()

    assert [hit.key for hit in found()] == [card_key("articlepage", editions[1].pk)]
    assert Entry.objects.filter(kind="articlepage").count() == 1


def test_a_translation_that_is_deleted_leaves_the_card(editions: list[ArticlePage]) -> None:
    editions[1].delete()

    assert [hit.title for hit in found("", "bg")] == ["Workshop"]


def test_pages_below_one_that_is_renamed_get_their_new_address(
    news: ArticleIndexPage, editions: list[ArticlePage]
) -> None:
    news.refresh_from_db()
    news.slug = "updates"
    news.save_revision().publish()

    assert pending(editions[0]) == [True]
    assert [hit.url for hit in found("workshop")] == ["/en/updates/workshop/"]


def test_pages_below_one_that_is_moved_get_their_new_address(editions: list[ArticlePage]) -> None:
    elsewhere = make_news("en", "elsewhere")
    editions[0].move(elsewhere, "last-child")

    assert pending(editions[0]) == [True]
    assert [hit.url for hit in found("workshop")] == ["/en/elsewhere/workshop/"]


def test_restricting_a_page_marks_all_below_it_in_the_same_transaction(
    news: ArticleIndexPage, editions: list[ArticlePage], django_assert_max_num_queries: Any
) -> None:
    others = [make_article(news, f"other-{number}") for number in range(20)]
    project_pending()

    with transaction.atomic(), django_assert_max_num_queries(16):
        restriction = PageViewRestriction.objects.create(page=news, restriction_type="login")
    assert all(pending(editions[0], *others))
    assert found() == []

    restriction.delete()
    assert len(found()) == 21


def test_a_change_that_is_rolled_back_leaves_no_mark(news: ArticleIndexPage, editions: list[ArticlePage]) -> None:
    with transaction.atomic():
        PageViewRestriction.objects.create(page=news, restriction_type="login")
        transaction.set_rollback(True)

    assert pending(editions[0]) == [False]


def test_cards_are_made_in_a_fixed_number_of_queries(news: ArticleIndexPage, django_assert_num_queries: Any) -> None:
    counted = []
    for number in range(1, 3):
        for one in range(number * 5):
            make_article(news, f"article-{number}-{one}")
        rows = ArticlePage.objects.oldest_editions().with_public_editions()
        with django_assert_num_queries(2):
            counted.append(len([page.public_editions for page in rows]))

    assert counted == [5, 15]


# The home page


def test_the_home_page_shows_what_is_on_and_what_is_new_in_each_language(
    client: Client, editions: list[ArticlePage]
) -> None:
    events = make_events("en")
    make_event(events, "over", title="Over", starts=timezone.now() - timedelta(days=2))
    make_event(events, "far", title="Far", starts=timezone.now() + timedelta(days=90))
    make_event(events, "soon", title="Soon", starts=timezone.now() + timedelta(days=3))
    make_event(events, "next", title="Next", starts=timezone.now() + timedelta(days=30))
    make_page("en", "standard", title="Standard")
    project_pending()

    def shown(language: str) -> list[str]:
        page = client.get(f"/{language}/").content.decode()
        latest = page.split('id="latest"')[1].split("</section>")[0]
        return [title.split(">")[-1] for title in latest.split("</a>")[:-1]]

    assert shown("en") == ["Soon", "Next", "Workshop"]
    assert shown("bg") == ["Soon", "Next", "Работилница"]
    assert shown("es") == ["Soon", "Next", "Workshop"]
    assert '<h3 lang="en">' in client.get("/bg/").content.decode()


def latest(client: Client, language: str = "en") -> str:
    page = client.get(f"/{language}/").content.decode()
    return " ".join(page.split('id="latest"')[1].split("</section>")[0].split())


def titles(section: str) -> list[str]:
    return re.findall(r'class="card-link"[^>]*>([^<]*)</a>', section)


def test_the_next_events_are_shown_however_many_there_are(client: Client, editions: list[ArticlePage]) -> None:
    events = make_events("en")
    for number in range(45):
        make_event(events, f"weekly-{number}", title=f"Weekly {number}", in_hours=24 + 7 * 24 * number)
    project_pending()

    assert titles(latest(client)) == ["Weekly 0", "Weekly 1", "Workshop"]
    soonest = Query(Viewer(AnonymousUser()), ("eventpage",), "en", sort=Sort.SOONEST, page_size=3)
    assert [hit.title for hit in find(soonest).hits] == ["Weekly 0", "Weekly 1", "Weekly 2"]
    assert find(soonest).total == count(soonest) == 45


def test_an_event_is_shown_until_it_is_over(client: Client, editions: list[ArticlePage]) -> None:
    events = make_events("en")
    make_event(events, "congress", title="Congress", in_hours=-24, hours=72)
    make_event(events, "over", title="Over", in_hours=-3, hours=2)
    project_pending()

    assert titles(latest(client)) == ["Congress", "Workshop"]


def test_a_cancelled_event_is_shown_as_cancelled(client: Client, editions: list[ArticlePage]) -> None:
    event = make_event(make_events("en"), "meeting", title="Meeting")
    project_pending()
    assert "Cancelled" not in latest(client)

    event.cancelled = True
    event.save_revision().publish()
    project_pending()

    assert titles(latest(client)) == ["Meeting", "Workshop"]
    assert '<p class="tag cancelled">Cancelled</p>' in latest(client)
    assert "leaf-off" in latest(client)
    assert '<p class="tag cancelled">Отменено</p>' in latest(client, "bg")


def test_the_card_of_an_event_says_the_day_of_its_place(client: Client, editions: list[ArticlePage]) -> None:
    """Eleven at night in the Azores is the next day in Paris."""
    starts = datetime(2035, 6, 9, 23, tzinfo=ZoneInfo("Atlantic/Azores"))
    make_event(make_events("en"), "night", starts=starts, hours=30, timezone="Atlantic/Azores")
    project_pending()

    section = latest(client)

    assert "<b>9</b> <span>Jun</span>" in section
    assert "Sat, 9 Jun – Mon, 11 Jun 2035" in section


def test_cards_of_events_are_of_the_next_ones(client: Client) -> None:
    events = make_events("en")
    for number in (3, 1, 2, -1):
        make_event(events, f"event-{number + 1}", title=f"Event {number}", in_hours=24 * number)
    make_page("en", "start", body=[("cards", {"kind": "eventpage", "title": "Next", "number": 2})])
    project_pending()

    assert titles(client.get("/en/start/").content.decode()) == ["Event 1", "Event 2"]


def test_an_event_appeared_when_it_was_published(client: Client) -> None:
    event = make_event(make_events("en"), "far", in_hours=24 * 365)

    [hit] = found(kinds=("eventpage",))
    assert hit.date == event.first_published_at
    assert (hit.starts, hit.ends) == (event.starts, event.ends)


def test_an_article_of_long_ago_stands_behind_a_new_one(news: ArticleIndexPage) -> None:
    make_article(news, "old", title="Old", date=datetime(2012, 1, 1, tzinfo=UTC).date())
    make_article(news, "new", title="New", date=datetime(2026, 1, 1, tzinfo=UTC).date())

    assert [hit.title for hit in found()] == ["New", "Old"]


def test_an_alias_is_not_found_beside_the_page_that_it_shows(editions: list[ArticlePage]) -> None:
    elsewhere = make_news("en", "archive")
    editions[0].create_alias(parent=elsewhere, update_slug="workshop-again")

    assert [hit.pk for hit in found("workshop")] == [editions[0].pk]
