"""Random pages: in one to three languages, as drafts and published, alone and below others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from wagtail.models import Page

from portal.pages.models import ArticleIndexPage, EventIndexPage
from tests.pages.factories import make_article, make_event, make_events, make_news, make_page

LANGUAGES = ["en", "bg", "de"]


@dataclass
class Editorial:
    """Writes pages in words taken by chance."""

    chance: Random
    words: Sequence[str]
    pages: list[Page] = field(default_factory=list)

    def write(self, number: int) -> list[Page]:
        """So many pages of each kind, in some languages each, and those that list them."""
        news = [self._lists(number) for number in range(2)]
        for place in range(number):
            lists = self.chance.choice(news)
            kind = self.chance.choice(["article", "article", "event", "page"])
            self._editions(kind, f"page-{place}", *lists)
        # What an editor works on: a draft over a page that is published.
        for page in self.chance.sample(self.pages, 5):
            draft = page.specific
            draft.title = draft.introduction = self._said(2)
            draft.save_revision()
        return self.pages

    def _lists(self, number: int) -> tuple[dict[str, ArticleIndexPage], dict[str, EventIndexPage]]:
        news, events = uuid4(), uuid4()
        lists = (
            {code: make_news(code, f"news-{number}", news, title=self._said(1)) for code in LANGUAGES},
            {code: make_events(code, f"events-{number}", events, title=self._said(1)) for code in LANGUAGES},
        )
        self.pages += [page for of_language in lists for page in of_language.values()]
        return lists

    def _editions(
        self, kind: str, slug: str, news: dict[str, ArticleIndexPage], events: dict[str, EventIndexPage]
    ) -> None:
        """What all editions have in common is the same in each."""
        key, year = uuid4(), self.chance.choice([2024, 2025])
        common: dict[str, Any] = {"country": self.chance.choice(["", "AT", "BG"])}
        starts = datetime(year, 6, 1, 12, tzinfo=UTC)
        if self.chance.random() > 0.5:
            starts += timedelta(days=3000)
        by = self._said(1)
        for code in self.chance.sample(LANGUAGES, self.chance.randint(1, 3)):
            texts: dict[str, Any] = {
                "title": self._said(2),
                "introduction": self._said(2),
                "body": [("text", f"<p>{self._said(3)}</p>")],
                "live": self.chance.random() > 0.25,
            }
            if kind == "article":
                page: Page = make_article(news[code], slug, key, date=date(year, 6, 1), author=by, **common, **texts)
            elif kind == "event":
                page = make_event(events[code], slug, key, starts=starts, place=by, **common, **texts)
            else:
                page = self._page(code, slug, key, texts)
            self.pages.append(page)

    def _page(self, code: str, slug: str, key: UUID, texts: dict[str, Any]) -> Page:
        return make_page(code, slug, key, **texts)

    def _said(self, most: int) -> str:
        return " ".join(self.chance.sample(list(self.words), self.chance.randint(1, most)))
