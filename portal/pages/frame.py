"""What stands around every page: the menu, the pages at its foot, and the same page in the other languages."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from portal.pages.addresses import HOME_DEPTH, address_in, split_language
from portal.pages.editions import preferred, public_pages
from portal.pages.foot import CONTACT, IS_AT_FOOT, PLACE, foot
from portal.pages.models.legal import LegalPage

NAMES = {"en": "English", "fr": "Français", "de": "Deutsch", "bg": "Български", "es": "Español"}

_NEEDED = ("title", "slug", "path", "depth", "url_path", "show_in_menus", "translation_key", "locale__language_code")
_MENU_DEPTH = HOME_DEPTH + 1


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """Where a page is read in one language, with that language's own name.

    `exists` is False where the page lacks that language and is read there in another.
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
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A page in the menu, with the language its title is in."""

    title: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The editorial pages in the menu and at the foot, and the page at hand in each language.

    `contact` and `privacy` are where these two pages at the foot are read, empty where there are none.
    `written_in` is the language of what is shown, `canonical` its own address, and `default` the one
    for readers of a language that it lacks; both are empty for a page about a fault.
    """

    menu: list[MenuEntry]
    foot: list[Page]
    languages: list[LanguageLink]
    contact: str
    privacy: str
    written_in: str
    canonical: str
    default: str


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Where a page is read in each language, where those editions are that there really are, and which one is shown."""

    read: dict[str, str]
    own: dict[str, str]
    written_in: str


def frame(request: HttpRequest | None, page: Page | None, language: str) -> Frame:
    """The frame of a page in `language`; `page` is None where it is not an editorial one.

    A page about a fault may have no request; its switcher leads to the home pages.

    Menu, foot and translations are read by one query. Pages that not everybody may read are in neither,
    and no switcher leads to them.
    """
    public = _public_pages_around(page)
    addresses = _of_page(page, public) if page else _of_path(request.path if request else "", language)
    query = request.META.get("QUERY_STRING", "") if request and addresses.own else ""
    own = addresses.own
    at_foot = foot((one for one in public if one.place), language)
    places = {one.place: address_in(one, language) for one in at_foot}
    return Frame(
        _menu(public, language),
        at_foot,
        [
            LanguageLink(code, NAMES[code], addresses.read[code], query, code == language, code in own)
            for code, _name in settings.LANGUAGES
        ],
        places.get(CONTACT, ""),
        places.get(LegalPage.Subject.PRIVACY, ""),
        addresses.written_in,
        canonical=own.get(addresses.written_in, ""),
        default=own.get(settings.LANGUAGE_CODE) or next(iter(own.values()), ""),
    )


def _public_pages_around(page: Page | None) -> list[Page]:
    """What is in the menu and at the foot in any language, and the editions of `page`."""
    is_edition = Q(translation_key=page.translation_key) if page else Q(pk__in=[])
    is_in_menu = Q(
        depth=_MENU_DEPTH, translation_key__in=Page.objects.filter(show_in_menus=True).values("translation_key")
    )
    around = public_pages().filter(is_in_menu | Q(IS_AT_FOOT, depth=_MENU_DEPTH) | is_edition)
    return list(around.select_related("locale").only(*_NEEDED).annotate(place=PLACE))


def _menu(public: list[Page], language: str) -> list[MenuEntry]:
    """The pages in the reader's language in the order of their tree, then those that it lacks."""
    groups: dict[UUID, list[Page]] = defaultdict(list)
    for page in public:
        if page.depth == _MENU_DEPTH:
            groups[page.translation_key].append(page)
    read = [page for group in groups.values() if (page := preferred(group, language)) and page.show_in_menus]
    return [
        MenuEntry(page.title, address_in(page, language), page.locale.language_code)
        for page in sorted(read, key=lambda page: (page.locale.language_code != language, page.path))
    ]


def _of_page(page: Page, public: list[Page]) -> _Addresses:
    same = [one for one in public if one.translation_key == page.translation_key]
    # A restricted page and the preview of a draft are not among the public ones.
    shown = next((one for one in same if one.pk == page.pk), page)
    editions = [shown, *(one for one in same if one.pk != page.pk)]
    oldest_first = sorted(editions, key=lambda one: one.pk or 0)
    written = {one.locale.language_code: address_in(one, one.locale.language_code) for one in oldest_first}
    own = {code: address for code, address in written.items() if address}
    read = {
        code: own.get(code) or address_in(preferred(editions, code), code) or f"/{code}/"
        for code, _name in settings.LANGUAGES
    }
    return _Addresses(read, own, shown.locale.language_code)


def _of_path(path: str, language: str) -> _Addresses:
    """Pages that are not editorial differ between languages by their prefix alone."""
    prefix, rest = split_language(path)
    if not prefix:
        return _Addresses({code: f"/{code}/" for code, _name in settings.LANGUAGES}, {}, language)
    read = {code: f"/{code}/{rest}" for code, _name in settings.LANGUAGES}
    return _Addresses(read, read, language)
