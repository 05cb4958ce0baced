"""The languages that a page has, and the one that a reader is given."""

from collections.abc import Iterable

from wagtail.models import Page

from portal.pages.querysets import EditorialPageQuerySet
from portal.vocabulary import languages


def public_pages() -> EditorialPageQuerySet:
    """Pages of every kind, home pages included, that everybody may read now."""
    public: EditorialPageQuerySet = EditorialPageQuerySet(Page).public_now().filter(depth__gt=1)
    return public


def preferred(editions: Iterable[Page], language: str) -> Page | None:
    """The edition for a reader of `language`: that one, else the English one, else the oldest.

    The same order as `read_in` asks the database for. Editions come with their locale. None of none.
    """
    return min(editions, key=lambda page: preference(page, language), default=None)


def preference(page: Page, language: str) -> tuple[bool, bool, int]:
    """Sorts editions: the less, the better for a reader of `language`."""
    return *languages.preference(page.locale.language_code, language), page.pk or 0
