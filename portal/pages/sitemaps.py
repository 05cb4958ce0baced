"""Maps of all public pages for search engines (sitemaps.org), one or more for each language.

They name real editions only: a page read in a language that it lacks is no page of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import StringIO
from math import ceil
from typing import Any
from uuid import UUID
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.models import Page

from portal.pages.addresses import absolute, address_in
from portal.pages.editions import public_pages
from portal.pages.querysets import EditorialPageQuerySet
from portal.vocabulary.languages import in_each_language

# The protocol allows 50,000 addresses and 50 MB; each of ours comes with those of the other languages.
LONGEST = 5_000
_MOST = 50_000  # maps in an index
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"

_views: list[str] = []
_things: "dict[str, Things]" = {}


@dataclass(frozen=True, slots=True)
class Things:
    """What a room above has public pages of, each in every language. `changed` says when one last changed."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    changed: Callable[[Any], datetime]


def register_view(url_name: str) -> None:
    """Have a public view of a room above stand in the map of each language."""
    if url_name not in _views:
        _views.append(url_name)


def register_things(things: Things) -> None:
    """Have all of `things` stand in maps of their own."""
    _things[things.name] = things


def index() -> str:
    """The sitemaps there are."""
    counted = public_pages().order_by().values_list("locale__language_code").annotate(pages=Count("pk"))
    counts: dict[str, int] = dict(counted.values_list("locale__language_code", "pages"))
    writer = _Writer("sitemapindex", {"xmlns": _SITEMAP})
    for language, _name in settings.LANGUAGES:
        for number in range(1, max(1, ceil(counts.get(language, 0) / LONGEST)) + 1):
            writer.sitemap(reverse("sitemap", args=[language, number]))
    for things in _things.values():
        for number in range(1, ceil(things.rows().count() / LONGEST) + 1):
            for language, _name in settings.LANGUAGES:
                writer.sitemap(reverse("sitemap_of_things", args=[language, things.name, number]))
    return writer.text()


def sitemap(language: str, number: int) -> str | None:
    """Piece `number` of the map of a language, counted from 1; None where there is none."""
    is_possible = 0 < number <= _MOST
    pages = list(_pages(language)[(number - 1) * LONGEST : number * LONGEST]) if is_possible else []
    if not pages and (number != 1 or language not in dict(settings.LANGUAGES)):
        return None
    editions = _editions(language, pages)
    writer = _Writer("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for name in _views if number == 1 else ():
        writer.url(language, in_each_language(partial(reverse, name)))
    for page in pages:
        writer.url(language, editions[page.translation_key], page.last_published_at)
    return writer.text()


def sitemap_of_things(language: str, name: str, number: int) -> str | None:
    """Piece `number` of the map of things called `name`; None where there is none."""
    things = _things.get(name)
    if things is None or language not in dict(settings.LANGUAGES) or not 0 < number <= _MOST:
        return None
    rows = things.rows().order_by("pk")[(number - 1) * LONGEST : number * LONGEST]
    writer = _Writer("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    addresses = [(in_each_language(thing.get_absolute_url), things.changed(thing)) for thing in rows]
    for editions, changed in addresses:
        writer.url(language, editions, changed)
    return writer.text() if addresses else None


def _pages(language: str) -> EditorialPageQuerySet:
    pages: EditorialPageQuerySet = public_pages().filter(locale__language_code=language).order_by("pk")
    needed: EditorialPageQuerySet = pages.only("translation_key", "url_path", "last_published_at")
    return needed


def _editions(language: str, pages: list[Page]) -> dict[UUID, dict[str, str]]:
    """The addresses of these pages by translation key and language."""
    editions: dict[UUID, dict[str, str]] = defaultdict(dict)
    if pages:
        # A range of keys rather than a list of thousands.
        keys = _pages(language).filter(pk__gte=pages[0].pk, pk__lte=pages[-1].pk).values("translation_key")
        same = public_pages().filter(translation_key__in=keys).select_related("locale")
        for edition in same.only("translation_key", "url_path", "locale__language_code").order_by("path"):
            code = edition.locale.language_code
            editions[edition.translation_key][code] = address_in(edition, code)
    return editions


class _Writer:
    """Writes one document; addresses are given without the site."""

    def __init__(self, root: str, attributes: Mapping[str, str]) -> None:
        self._root = root
        self._out = StringIO()
        self._xml = SimplerXMLGenerator(self._out, "utf-8", short_empty_elements=True)
        self._xml.startDocument()
        self._xml.startElement(root, AttributesImpl(attributes))

    def sitemap(self, address: str) -> None:
        self._xml.startElement("sitemap", AttributesImpl({}))
        self._xml.addQuickElement("loc", absolute(address))
        self._xml.endElement("sitemap")

    def url(self, language: str, editions: Mapping[str, str], changed: datetime | None = None) -> None:
        """The address in `language`, with those in all languages."""
        if language not in editions:
            return
        self._xml.startElement("url", AttributesImpl({}))
        self._xml.addQuickElement("loc", absolute(editions[language]))
        if changed:
            self._xml.addQuickElement("lastmod", changed.isoformat(timespec="seconds"))
        for code, address in editions.items():
            link = {"rel": "alternate", "hreflang": code, "href": absolute(address)}
            self._xml.addQuickElement("xhtml:link", attrs=link)
        self._xml.endElement("url")

    def text(self) -> str:
        self._xml.endElement(self._root)
        self._xml.endDocument()
        return self._out.getvalue()
