"""Navigation: what a page's frame needs to know about pages."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from portal.pages.languages import Edition, editions

register = template.Library()


@register.simple_tag(takes_context=True)
def page_editions(context: dict[str, Any]) -> list[Edition]:
    """The page at hand in every language, the current one included."""
    page = context.get("page")
    request = context.get("request")
    if request is None:
        return []
    return editions(request, page if isinstance(page, Page) else None, get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def menu_pages() -> list[Page]:
    """The editorial pages in the menu of the current language."""
    pages = Page.objects.live().in_menu().filter(depth=3, locale__language_code=get_language())
    return list(pages.order_by("path"))


@register.simple_tag
def home_url() -> str:
    """The home page in the current language."""
    return f"/{get_language() or settings.LANGUAGE_CODE}/"


@register.simple_tag
def absolute(url: str) -> str:
    """An address with the site in front, for canonical links and shared previews."""
    return f"{settings.SITE_URL}{url}"
