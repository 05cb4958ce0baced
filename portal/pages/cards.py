"""A page's card: all its public languages on one, under the key of the oldest."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from wagtail.images.shortcuts import get_rendition_or_not_found

from portal.pages.addresses import address_in
from portal.pages.blocks import plain_text
from portal.pages.editions import preference, preferred
from portal.pages.models import ArticlePage, EditorialPage, EventPage, PartnerPage
from portal.vocabulary.countries import country_name
from search.cards import Card, Content, Face, Text, card_key

PICTURE = "fill-640x360|format-webp"


def page_card(page: EditorialPage) -> Card | None:
    """The card of a page and its translations; none while nobody but its editors may read any of them.

    What Wagtail calls an alias shows what another page shows, which has a card of its own.
    """
    editions: list[EditorialPage] = sorted(
        (one for one in page.public_editions if not one.alias_of_id),
        key=lambda one: preference(one, settings.LANGUAGE_CODE),
    )
    if not editions:
        return None
    first = editions[0]
    return Card(
        key=card_key(page._meta.model_name or "", page.pk),
        urls={code: address_in(preferred(editions, code), code) for code, _name in settings.LANGUAGES},
        date=_date(first),
        faces={Face.ANY: _content(first, editions)},
    )


def _content(first: EditorialPage, editions: list[EditorialPage]) -> Content:
    return Content(
        title=first.title,
        byline=_byline(first),
        texts={one.locale.language_code: _text(one) for one in editions},
        keywords=tuple(_keywords(first)),
        facets=_facets(first, editions),
        image=get_rendition_or_not_found(first.image, PICTURE).url if first.image else "",
        **(_time(first) if isinstance(first, EventPage) else {}),
    )


def _facets(first: EditorialPage, editions: list[EditorialPage]) -> dict[str, tuple[str, ...]]:
    facets = {"written_in": tuple(one.locale.language_code for one in editions)}
    if isinstance(first, (ArticlePage, EventPage, PartnerPage)) and first.country:
        facets["country"] = (first.country,)
    if isinstance(first, (ArticlePage, EventPage)):
        facets["year"] = (str(first.date.year if isinstance(first, ArticlePage) else first.starts_there.year),)
    return facets


def _time(event: EventPage) -> dict[str, Any]:
    return {"starts": event.starts_there, "ends": event.ends_there, "cancelled": event.cancelled}


def _text(page: EditorialPage) -> Text:
    return Text(page.introduction or page.search_description, " ".join(plain_text(page.body).split()), page.title)


def _date(page: EditorialPage) -> datetime:
    """When it appeared; an article, on the day that its editor says."""
    return datetime.combine(page.date, time(), UTC) if isinstance(page, ArticlePage) else page.appeared


def _byline(page: EditorialPage) -> str:
    if isinstance(page, ArticlePage):
        return page.author
    if isinstance(page, EventPage):
        return page.place
    return page.city if isinstance(page, PartnerPage) else ""


def _keywords(page: EditorialPage) -> Iterable[str]:
    """The country in each language, so that a page is found by it in any."""
    if isinstance(page, (ArticlePage, EventPage, PartnerPage)) and page.country:
        yield from dict.fromkeys(country_name(page.country, code) for code, _name in settings.LANGUAGES)
