"""The same page in the other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page


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


NAMES = {"en": "English", "fr": "Français", "de": "Deutsch", "bg": "Български", "es": "Español"}


def editions(request: HttpRequest, page: Page | None, current: str) -> list[Edition]:
    """The page at hand in each language; one query for an editorial page, none for others."""
    paths = _page_paths(page) if page is not None else _prefixed_paths(request)
    query = request.META.get("QUERY_STRING", "")
    return [
        Edition(code, NAMES[code], paths.get(code, f"/{code}/"), query, code == current, code in paths)
        for code, _name in settings.LANGUAGES
    ]


def _page_paths(page: Page) -> dict[str, str]:
    translations = Page.objects.filter(translation_key=page.translation_key).live().select_related("locale")
    paths = {one.locale.language_code: one.get_url() for one in translations}
    return {language: url for language, url in paths.items() if url}


def _prefixed_paths(request: HttpRequest) -> dict[str, str]:
    """Pages that are not editorial differ between languages by their prefix alone."""
    _slash, language, rest = request.path.split("/", 2) if request.path.count("/") > 1 else ("", "", "")
    codes = [code for code, _name in settings.LANGUAGES]
    return {code: f"/{code}/{rest}" for code in codes} if language in codes else {}
