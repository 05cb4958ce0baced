"""The languages that a page has, and the one that a reader is given."""

from collections.abc import Iterable

from django.conf import settings
from wagtail.models import Page

from portal.pages.querysets import EditorialPageQuerySet


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
    written: str = page.locale.language_code
    return written != language, written != settings.LANGUAGE_CODE, page.pk or 0
