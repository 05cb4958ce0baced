"""Languages that people speak, and how well.

Codes are ISO 639 as CLDR uses them, names are CLDR's through babel. Levels are those of the Common
European Framework of Reference for Languages (Council of Europe, 2001).
"""

from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter
from typing import TypeVar

from babel import Locale
from django.conf import settings
from django.db import models
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

T = TypeVar("T")


class Level(models.TextChoices):
    A1 = "A1", _("A1, a few words")
    A2 = "A2", _("A2, everyday phrases")
    B1 = "B1", _("B1, gets along")
    B2 = "B2", _("B2, independent")
    C1 = "C1", _("C1, fluent")
    C2 = "C2", _("C2, as a mother tongue")

    @property
    def up_to(self) -> list["Level"]:
        """The levels that whoever has this one has reached as well, this one included."""
        levels = list(Level)
        return levels[: levels.index(self) + 1]


def current_language() -> str:
    """The language that is spoken to the reader now: the portal's first where translations are switched off."""
    return get_language() or settings.LANGUAGE_CODE


def in_each_language(give: Callable[[], T]) -> dict[str, T]:
    """What `give` gives in each of the portal's languages, such as the address of a page."""
    given = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            given[language] = give()
    return given


def preference(written: str, language: str) -> tuple[bool, bool]:
    """Sorts the languages something is written in for a reader of `language`: hers, then the portal's first."""
    return written != language, written != settings.LANGUAGE_CODE


def by_preference(written: Iterable[str], language: str) -> list[str]:
    """The languages something is written in: the reader's, the portal's first, then as their writer put them."""
    return sorted(written, key=lambda one: preference(one, language))


@cache
def _names(language: str) -> dict[str, str]:
    names = Locale.parse(language).languages
    return {code: name for code, name in names.items() if code.isalpha() and len(code) <= 3}


def language_codes() -> frozenset[str]:
    """Every language a person may name, as ISO 639 codes."""
    return frozenset(_names("en"))


def language_name(code: str, language: str) -> str:
    """The name of a language, capitalised as in a list: "Turkish", "Турски"."""
    name = _names(language).get(code, code)
    return name[:1].upper() + name[1:]


def language_labels(codes: Iterable[str], language: str) -> dict[str, str]:
    """The names of these languages."""
    return {code: language_name(code, language) for code in codes}


def language_name_within(code: str, language: str) -> str:
    """The name of a language as it stands within a sentence: "Turkish", "турски"."""
    return _names(language).get(code, code)


@cache
def language_choices(language: str) -> list[tuple[str, str]]:
    """Every language with its name in `language`, by name."""
    return sorted(((code, language_name(code, language)) for code in _names(language)), key=itemgetter(1))


def date_locale(language: str) -> str:
    """The locale whose dates readers of `language` expect: English is written here as in Europe, the day first."""
    return "en_GB" if language == "en" else language
