"""Where a page is read. A page that lacks a language is read there in its own, below that language's prefix."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.encoding import escape_uri_path
from wagtail.models import Page

from portal.pages.querysets import EditorialPageQuerySet

# Below the root of the tree, one for each language.
HOME_DEPTH = 2


def address_in(page: Page, language: str) -> str:
    """The path of `page` for readers of `language`: `/bg/news/first-workshop/` where only English has the page.

    Empty for the root of the tree, and for a page that has no place in it yet. Wagtail's own `get_url`
    asks the cache for the site each time.
    """
    return _below(page.url_path, language)


def address_of(page: Page, language: str) -> str:
    """Where a link to `page` leads readers of `language`, whichever of its editions an editor chose.

    Empty where nobody may follow it, no edition being published.
    """
    return addresses_of([page.pk], language).get(page.pk, "")


def addresses_of(pks: Iterable[int], language: str) -> dict[int, str]:
    """As `address_of`, for all pages with these primary keys in one query; those that lead nowhere are left out."""
    pages = EditorialPageQuerySet(Page).filter(pk__in=pks).with_way_for(language)
    return {pk: _below(url_path, language) for pk, url_path in pages.values_list("pk", "way") if url_path}


def absolute(address: str) -> str:
    """An address of the portal with the site in front, for whoever reads it elsewhere."""
    return f"{settings.SITE_URL}{address}"


def split_language(path: str) -> tuple[str, str]:
    """The language that a path of the portal begins with, and what follows: `bg` and `members/`.

    The language is empty where the path begins with none.
    """
    _slash, language, rest = path.split("/", 2) if path.count("/") > 1 else ("", "", "")
    return (language, rest) if language in dict(settings.LANGUAGES) else ("", path)


def _below(url_path: str, language: str) -> str:
    """Wagtail keeps paths with the slug of the home page in front, which no address shows."""
    _slash, _home, rest = url_path.split("/", 2) if url_path.count("/") > 1 else ("", "", None)
    return "" if rest is None else escape_uri_path(f"/{language}/{rest}")
