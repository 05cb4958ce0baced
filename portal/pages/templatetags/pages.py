"""Navigation: what a page's frame needs to know about pages."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from portal.pages import addresses, restrictable, sharing
from portal.pages.addresses import address_in
from portal.pages.breadcrumbs import Crumb, breadcrumbs
from portal.pages.event_times import date_in_words
from portal.pages.feeds import FeedLink, feed_links
from portal.pages.frame import Frame, frame
from portal.pages.latest import latest
from portal.vocabulary.languages import current_language, language_name_within
from search.hits import Hit

register = template.Library()

# As Django's json_script, so that no text can end the element it stands in.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> Frame:
    """The menu, and the page at hand in every language."""
    page = context.get("page")
    language = current_language()
    return frame(context.get("request"), page if isinstance(page, Page) else None, language)


@register.simple_tag(takes_context=True)
def page_breadcrumbs(context: dict[str, Any]) -> list[Crumb]:
    """The pages above the page at hand; none where it is not an editorial one."""
    page = context.get("page")
    return breadcrumbs(page, current_language()) if isinstance(page, Page) else []


@register.simple_tag(takes_context=True)
def page_feeds(context: dict[str, Any]) -> list[FeedLink]:
    """The feeds that tell of what is new here and everywhere."""
    page = context.get("page")
    return feed_links(page if isinstance(page, Page) else None, current_language())


@register.simple_tag
def page_sharing(page: Page) -> sharing.Sharing:
    """How a link to the page looks elsewhere."""
    return sharing.sharing(page)


@register.simple_tag
def structured_data(page: Page, shared: sharing.Sharing, crumbs: list[Crumb], frame: Frame) -> SafeString:
    """The page as JSON-LD."""
    return json_ld(sharing.structured_data(page, shared, crumbs, frame.canonical, frame.written_in))


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Facts for search engines: a block of data, which our policy on scripts does not concern."""
    written = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))


@register.filter
def og_locale(language: str) -> str:
    """The language as the Open Graph protocol writes it."""
    return sharing.LOCALES[language]


@register.simple_tag
def language_within(code: str) -> str:
    """The name of a language as it stands within a sentence of the current one."""
    return language_name_within(code, current_language())


@register.simple_tag
def latest_pages() -> list[Hit]:
    """What is new and what is on."""
    return latest(current_language())


@register.simple_tag
def event_date(hit: Hit) -> str:
    """The day on which what was found takes place, or the first and the last one, in words."""
    return date_in_words(hit.starts, hit.ends, current_language()) if hit.starts and hit.ends else ""


@register.simple_tag
def home_url() -> str:
    """The home page in the current language."""
    return f"/{current_language()}/"


@register.simple_tag
def absolute(url: str) -> str:
    """An address with the site in front, for canonical links and shared previews."""
    return addresses.absolute(url)


@register.simple_tag
def page_address(page: Page) -> str:
    """Where `page` is read in the current language, which it may lack."""
    return address_in(page, current_language())


@register.simple_tag
def edition_for_privacy(pk: int) -> Page:
    """The edition at which it is set who may read this page."""
    return restrictable.edition_for_privacy(Page.objects.get(pk=pk))


@register.simple_tag
def calendar_addresses() -> dict[str, str]:
    """The calendar of events in the current language: as a file, and for a calendar to subscribe to."""
    file = reverse("pages:calendar")
    return {"file": file, "webcal": f"webcal://{settings.SITE_URL.partition('://')[2]}{file}"}
