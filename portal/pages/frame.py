"""What stands around every page: the menu, the pages at its foot, and the same page in the other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from portal.pages.foot import IS_AT_FOOT, PLACE, foot

NAMES = {"en": "English", "fr": "Français", "de": "Deutsch", "bg": "Български", "es": "Español"}

_NEEDED = ("title", "slug", "path", "depth", "url_path", "show_in_menus", "translation_key", "locale__language_code")


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of a page: where it is read, and its language's own name.

    `exists` is False where the page lacks that language and the address is its home page instead.
    """

    language: str
    name: str
    path: str
    query: str
    current: bool
    exists: bool

    @property
    def url(self) -> str:
        """Where the switcher leads: the same page in the same state."""
        return f"{self.path}?{self.query}" if self.query and self.exists else self.path


@dataclass(frozen=True, slots=True)
class Frame:
    """The editorial pages in the menu and at the foot, and the page at hand in each language."""

    menu: list[Page]
    foot: list[Page]
    editions: list[Edition]


def frame(request: HttpRequest | None, page: Page | None, language: str) -> Frame:
    """The frame of a page in `language`; `page` is None where it is not an editorial one.

    A page about a fault may have no request; its switcher leads to the home pages.

    Menu, foot and translations are read by one query. Pages that not everybody may read are in neither.
    """
    is_for_all = Q(depth=3, view_restrictions__isnull=True)
    is_in_menu = is_for_all & Q(show_in_menus=True, locale__language_code=language)
    is_edition = Q(translation_key=page.translation_key) if page else Q(pk__in=[])
    pages = list(
        Page.objects.live()
        .filter(is_in_menu | (is_for_all & IS_AT_FOOT) | is_edition)
        .select_related("locale")
        .only(*_NEEDED)
        .annotate(place=PLACE)
        .order_by("path")
    )
    menu = [one for one in pages if one.show_in_menus and one.depth == 3 and one.locale.language_code == language]
    paths = _page_paths(pages, page) if page else _prefixed_paths(request.path if request else "")
    query = request.META.get("QUERY_STRING", "") if request else ""
    return Frame(
        menu,
        foot((one for one in pages if one.place), language),
        [
            Edition(code, NAMES[code], paths.get(code, f"/{code}/"), query, code == language, code in paths)
            for code, _name in settings.LANGUAGES
        ],
    )


def _page_paths(pages: list[Page], page: Page) -> dict[str, str]:
    editions = (one for one in pages if one.translation_key == page.translation_key)
    paths = {one.locale.language_code: one.get_url() for one in editions}
    return {language: url for language, url in paths.items() if url}


def _prefixed_paths(path: str) -> dict[str, str]:
    """Pages that are not editorial differ between languages by their prefix alone."""
    _slash, language, rest = path.split("/", 2) if path.count("/") > 1 else ("", "", "")
    codes = [code for code, _name in settings.LANGUAGES]
    return {code: f"/{code}/{rest}" for code in codes} if language in codes else {}
