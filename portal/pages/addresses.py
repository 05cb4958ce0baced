"""Where a page is read. A page that lacks a language is read there in its own, below that language's prefix."""

from wagtail.models import Page


def address_in(page: Page, language: str) -> str:
    """The path of `page` for readers of `language`: `/bg/news/first-workshop/` where only English has the page.

    Empty for a page that no site shows.
    """
    own: str | None = page.get_url()
    if not own:
        return ""
    _slash, _language, rest = own.split("/", 2)
    return f"/{language}/{rest}"
