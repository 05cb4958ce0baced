"""Navigation: what a page's frame needs to know about pages."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page

from portal.pages.addresses import address_in
from portal.pages.frame import Frame, frame

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> Frame:
    """The menu, and the page at hand in every language."""
    page = context.get("page")
    language = get_language() or settings.LANGUAGE_CODE
    return frame(context.get("request"), page if isinstance(page, Page) else None, language)


@register.simple_tag
def home_url() -> str:
    """The home page in the current language."""
    return f"/{get_language() or settings.LANGUAGE_CODE}/"


@register.simple_tag
def absolute(url: str) -> str:
    """An address with the site in front, for canonical links and shared previews."""
    return f"{settings.SITE_URL}{url}"


@register.simple_tag
def page_address(page: Page) -> str:
    """Where `page` is read in the current language, which it may lack."""
    return address_in(page, get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def calendar_addresses() -> dict[str, str]:
    """The calendar of events in the current language: as a file, and for a calendar to subscribe to."""
    file = reverse("pages:calendar")
    return {"file": file, "webcal": f"webcal://{settings.SITE_URL.partition('://')[2]}{file}"}
