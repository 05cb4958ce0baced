"""The way from the home page down to a page."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext
from wagtail.models import Page

from portal.pages.addresses import HOME_DEPTH, address_in
from portal.pages.editions import preferred, public_pages


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above, with the language its title is in."""

    title: str
    url: str
    language: str


def breadcrumbs(page: Page, language: str) -> list[Crumb]:
    """The public pages above `page` as readers of `language` know them, the home page first.

    Empty for a home page. A page above that is a draft or restricted is left out.
    """
    if page.depth <= HOME_DEPTH:
        return []
    paths = [page.path[: page.steplen * depth] for depth in range(HOME_DEPTH + 1, page.depth)]
    above: dict[int, list[Page]] = defaultdict(list)
    if paths:
        keys = Page.objects.filter(path__in=paths).order_by().values("translation_key")
        for edition in public_pages().filter(translation_key__in=keys).select_related("locale"):
            above[edition.depth].append(edition)
    editions = [edition for depth in sorted(above) if (edition := preferred(above[depth], language))]
    return [
        Crumb(gettext("Home"), f"/{language}/", language),
        *(Crumb(one.title, address_in(one, language), one.locale.language_code) for one in editions),
    ]
