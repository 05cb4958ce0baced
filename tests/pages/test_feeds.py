"""What was published lately, as programs read it."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import feedparser
import pytest
from django.test import Client

from portal.pages.models import ArticleIndexPage, ArticlePage
from tests.pages.factories import make_article, make_event, make_events, make_news, make_page

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
NEWER = datetime(2026, 3, 2, 9, tzinfo=UTC)
OLDER = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def news() -> ArticleIndexPage:
    return make_news("en", "news", title="News")


@pytest.fixture
def articles(news: ArticleIndexPage) -> list[ArticlePage]:
    """One that English alone has, and an older one that is in Bulgarian too."""
    key = uuid4()
    novini = make_news("bg", "novini", news.translation_key, title="Новини")
    return [
        make_article(news, "only-english", title="Only <English> & more", introduction="Summary", **dated(NEWER)),
        make_article(news, "both", key, title="Both", **dated(OLDER)),
        make_article(novini, "i-dvete", key, title="И двете", author="Мария", **dated(OLDER)),
    ]


def dated(moment: datetime) -> dict[str, Any]:
    return {"first_published_at": moment, "last_published_at": moment}


def atom(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def json_feed(client: Client, path: str) -> dict[str, Any]:
    """The feed, with what the version of it that it names asks for."""
    response = client.get(path)
    assert response["Content-Type"] == "application/feed+json"
    feed: dict[str, Any] = json.loads(response.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{SITE}{path}"
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    for item in feed["items"]:
        assert item["content_text"]
        assert item["url"].startswith(f"{SITE}/")
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert datetime.fromisoformat(item["date_modified"]).tzinfo
    return feed


@pytest.mark.parametrize("path", ["/en/feed.atom", "/en/news/feed.atom"])
def test_the_newest_comes_first(client: Client, articles: list[ArticlePage], path: str) -> None:
    feed = atom(client, path)

    assert [entry.title for entry in feed.entries] == ["Only <English> & more", "Both"]
    assert feed.entries[0].link == f"{SITE}/en/news/only-english/"
    assert feed.entries[0].summary == "Summary"
    assert feed.entries[0].updated == "2026-03-02T09:00:00+00:00"
    assert feed.feed.updated == "2026-03-02T09:00:00+00:00"
    assert feed.feed.links[-1].href == f"{SITE}{path}"


def test_a_feed_gives_each_page_in_the_readers_language_where_it_can(
    client: Client, articles: list[ArticlePage]
) -> None:
    path = "/bg/novini/feed.atom"
    feed = atom(client, path)

    assert [entry.link for entry in feed.entries] == [f"{SITE}/bg/news/only-english/", f"{SITE}/bg/novini/i-dvete/"]
    assert [entry.title_detail.language for entry in feed.entries] == ["en", "bg"]
    assert [item["language"] for item in json_feed(client, "/bg/novini/feed.json")["items"]] == ["en", "bg"]
    for link in [entry.link for entry in feed.entries]:
        assert client.get(link.removeprefix(SITE)).status_code == 200


def test_an_entry_stays_the_same_wherever_its_page_moves(client: Client, articles: list[ArticlePage]) -> None:
    before = {entry.id for entry in atom(client, "/en/feed.atom").entries}
    articles[0].slug = "another-name"
    articles[0].title = "Another name"
    articles[0].save_revision().publish()

    after = atom(client, "/en/feed.atom")
    assert {entry.id for entry in after.entries} == before
    assert {item["id"] for item in json_feed(client, "/en/feed.json")["items"]} == before
    assert all(one.startswith("urn:uuid:") for one in before)
    assert "Another name" in {entry.title for entry in after.entries}


def test_the_feed_of_everything_has_events_too(client: Client, articles: list[ArticlePage]) -> None:
    make_event(make_events("en"), "meeting", title="Meeting")

    assert "Meeting" in {item["title"] for item in json_feed(client, "/fr/feed.json")["items"]}
    assert "Meeting" not in {item["title"] for item in json_feed(client, "/fr/news/feed.json")["items"]}
    assert [item["title"] for item in json_feed(client, "/en/events/feed.json")["items"]] == ["Meeting"]


def test_a_feed_is_no_longer_than_thirty_entries_and_costs_few_queries(
    client: Client, news: ArticleIndexPage, django_assert_max_num_queries: Any
) -> None:
    for number in range(32):
        make_article(news, f"article-{number}")

    with django_assert_max_num_queries(10):
        assert len(atom(client, "/en/feed.atom").entries) == 30


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    feed = atom(client, "/de/feed.atom")

    assert feed.entries == []
    assert feed.feed.updated == "2010-10-01T00:00:00+00:00"
    assert json_feed(client, "/de/feed.json")["items"] == []


def test_words_that_xml_cannot_hold_spoil_no_feed(client: Client, news: ArticleIndexPage) -> None:
    make_article(news, "pasted", title="Pasted\x0b\x02 words")

    assert [entry.title for entry in atom(client, "/en/feed.atom").entries] == ["Pasted words"]


@pytest.mark.parametrize("path", ["/en/feed.atom", "/bg/feed.json"])
def test_who_has_the_feed_is_told_that_it_has_not_changed(
    client: Client, articles: list[ArticlePage], path: str
) -> None:
    first = client.get(path)

    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304

    articles[0].title = "Changed"
    articles[0].save_revision().publish()
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/en/nothing/feed.atom",
        "/en/draft/feed.atom",
        "/en/standard/feed.atom",
        "/en/standard/feed.json",
        "/en/news/article/feed.atom",
        "/en/news/feed.rss",
        "/feed.atom.exe",
    ],
)
def test_there_is_no_feed_of_what_is_not_there(client: Client, news: ArticleIndexPage, path: str) -> None:
    make_page("en", "draft", live=False)
    make_page("en", "standard")
    make_article(news, "article")

    assert client.get(path, follow=True).status_code == 404


def test_pages_tell_of_their_feeds(client: Client, news: ArticleIndexPage) -> None:
    page = client.get("/en/news/").content.decode()

    for path in ("/en/feed.atom", "/en/feed.json", "/en/news/feed.atom", "/en/news/feed.json"):
        assert f'href="{SITE}{path}"' in page.split("</head>")[0]
    assert '<a href="/en/news/feed.atom"' in page.split("<footer")[1]
    assert "/en/news/feed.atom" not in client.get("/en/").content.decode()
