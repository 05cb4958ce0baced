"""Pages as tests need them."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from wagtail.models import Page

from portal.pages.models import (
    ArticleIndexPage,
    ArticlePage,
    EditorialPage,
    EventIndexPage,
    EventPage,
    HomePage,
    StandardPage,
)

Kind = TypeVar("Kind", bound=EditorialPage)


def make_page(language: str, slug: str, key: UUID | None = None, **fields: object) -> StandardPage:
    """A published page below the home page of `language`; pages with one `key` are each other's translations."""
    return make(StandardPage, home(language), slug, key, **fields)


def make_article(parent: Page, slug: str, key: UUID | None = None, **fields: object) -> ArticlePage:
    return make(ArticlePage, parent, slug, key, **fields)


def make_event(parent: Page, slug: str, key: UUID | None = None, **fields: object) -> EventPage:
    """An event of an hour, tomorrow unless `starts` says otherwise."""
    starts = fields.pop("starts", datetime.now(UTC) + timedelta(days=1))
    assert isinstance(starts, datetime)
    return make(EventPage, parent, slug, key, starts=starts, ends=starts + timedelta(hours=1), **fields)


def make_news(language: str, slug: str = "news", key: UUID | None = None, **fields: object) -> ArticleIndexPage:
    return make(ArticleIndexPage, home(language), slug, key, **fields)


def make_events(language: str, slug: str = "events", key: UUID | None = None, **fields: object) -> EventIndexPage:
    return make(EventIndexPage, home(language), slug, key, **fields)


def make(kind: type[Kind], parent: Page, slug: str, key: UUID | None = None, **fields: object) -> Kind:
    """A published page of any kind, in its parent's language."""
    values = {"title": slug.title(), "slug": slug, "locale": parent.locale, "translation_key": key or uuid4(), **fields}
    page: Kind = parent.add_child(instance=kind(**values))
    return page


def home(language: str) -> HomePage:
    found: HomePage = HomePage.objects.get(locale__language_code=language)
    return found
