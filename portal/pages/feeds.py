"""Feeds: what was published lately, for programs that tell their readers of it.

Atom (RFC 4287) and JSON Feed 1.1 say the same. An entry is one edition of a page, known by the page's
translation key and its language, so that it stays the same entry wherever the page moves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from json import dumps
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Q
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from portal.pages.addresses import HOME_DEPTH, absolute, address_in
from portal.pages.models import ArticleIndexPage, ArticlePage, EditorialPage, EventIndexPage, EventPage, HomePage
from portal.pages.models.editorial import BEGINNING
from portal.pages.querysets import EditorialPageQuerySet
from portal.pages.sharing import description

LONGEST = 30
_KINDS: tuple[type[EditorialPage], ...] = (ArticlePage, EventPage)
_LISTS = (ArticleIndexPage, EventIndexPage)
WITH_A_FEED = (HomePage, *_LISTS)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One page as readers of the feed's language are given it."""

    id: str
    url: str
    language: str
    title: str
    summary: str
    author: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """What is new below a page, the newest first."""

    id: str
    title: str
    description: str
    language: str
    url: str
    entries: list[FeedEntry]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=BEGINNING)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """Where a feed is to be had."""

    title: str
    atom: str
    json: str


def feed_links(page: Page | None, language: str) -> list[FeedLink]:
    """The feed of everything, and that of the list at hand."""
    links = [FeedLink(settings.SITE_NAME, f"/{language}/feed.atom", f"/{language}/feed.json")]
    if isinstance(page, _LISTS):
        address = address_in(page, language)
        links.append(FeedLink(page.title, f"{address}feed.atom", f"{address}feed.json"))
    return links


def feed_of(page: Page, language: str) -> Feed:
    """The feed of a list, or of all that is below a home page, for readers of `language`."""
    editions = list(Page.objects.filter(translation_key=page.translation_key).select_related("locale"))
    below = Q(*[("path__startswith", edition.path) for edition in editions], _connector=Q.OR)
    newest = sorted(
        (one for kind in _KINDS for one in _newest(kind, below, language)), key=lambda one: one.published, reverse=True
    )
    return Feed(
        id=_urn(page.translation_key, language),
        title=_printable(page.title) if page.depth > HOME_DEPTH else settings.SITE_NAME,
        description=_printable(description(page)),
        language=language,
        url=absolute(address_in(page, language)),
        entries=newest[:LONGEST],
    )


def _newest(kind: type[EditorialPage], below: Q, language: str) -> Iterable[FeedEntry]:
    pages: EditorialPageQuerySet = kind.objects.filter(below).read_in(language)
    for page in pages.select_related("locale").defer_streamfields().order_by("-first_published_at", "-pk")[:LONGEST]:
        written_in = page.locale.language_code
        yield FeedEntry(
            id=_urn(page.translation_key, written_in),
            url=absolute(address_in(page, language)),
            language=written_in,
            title=_printable(page.title),
            summary=_printable(description(page)),
            author=_printable(page.author) if isinstance(page, ArticlePage) else "",
            published=page.appeared,
            updated=page.last_published_at or page.appeared,
        )


def _printable(text: str) -> str:
    """`text` without what XML cannot hold: the control characters that come along with pasted words."""
    return "".join(character for character in text if character.isprintable() or character in "\n\t")


def _urn(key: UUID, language: str) -> str:
    return uuid5(key, language).urn


class _Atom(Atom1Feed):
    """Django's, with the language of each entry that is not in the feed's, and a date that stays."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        attributes: dict[str, Any] = super().item_attributes(item)
        return attributes | ({"xml:lang": item["language"]} if item["language"] != self.feed["language"] else {})

    def latest_post_date(self) -> datetime:
        latest: datetime = self.feed["updated"]
        return latest


def atom(feed: Feed, address: str) -> str:
    """The feed as Atom; `address` is its own."""
    written = _Atom(
        title=feed.title,
        link=feed.url,
        description=feed.description,
        language=feed.language,
        author_name=settings.SITE_NAME,
        subtitle=feed.description,
        feed_url=address,
        feed_guid=feed.id,
        updated=feed.updated,
    )
    for entry in feed.entries:
        written.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary,
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            author_name=entry.author or None,
            language=entry.language,
        )
    return written.writeString("utf-8")


def json_feed(feed: Feed, address: str) -> str:
    """The feed as JSON Feed 1.1 (jsonfeed.org); `address` is its own."""
    return dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.description,
            "home_page_url": feed.url,
            "feed_url": address,
            "language": feed.language,
            "authors": [{"name": settings.SITE_NAME, "url": absolute("/")}],
            "items": [_item(entry) for entry in feed.entries],
        },
        ensure_ascii=False,
    )


def _item(entry: FeedEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "language": entry.language,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        **({"authors": [{"name": entry.author}]} if entry.author else {}),
    }
