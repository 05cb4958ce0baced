"""Where people work, and for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from portal.demo.corpus.chance import Chance, Ranked
from portal.demo.corpus.names import origins
from portal.demo.corpus.words import LANGUAGES, read


@dataclass(frozen=True, slots=True)
class Country:
    """Where somebody works. `languages` are those of the portal that one writes in there, the usual one first."""

    cities: Ranked[str]
    languages: Ranked[str]
    origins: Ranked[str]


_WRITTEN_IN = {
    "FR": "fr",
    "AT": "de",
    "BG": "bg",
    "ES": "es",
    "GB": "en",
    "DE": "de",
    "BE": "fr",
    "LU": "fr",
    "SN": "fr",
}
_NATIVE = {"FR": "france", "AT": "austria", "BG": "bulgaria", "ES": "spain", "GB": "united-kingdom"}
_NATIVE |= {"TR": "turkey", "PL": "poland", "UA": "ukraine", "RS": "serbia", "RO": "romania", "DE": "austria"}
NEIGHBOURS = {
    "FR": ("arab", "west-africa", "turkey", "spain", "east-asia"),
    "AT": ("turkey", "serbia", "poland", "persian", "arab", "bulgaria", "ukraine"),
    "BG": ("ukraine", "arab", "russia", "turkey", "persian"),
    "ES": ("latin-america", "arab", "romania", "west-africa", "bulgaria"),
    "GB": ("south-asia", "poland", "west-africa", "horn-of-africa", "romania"),
}


@cache
def ranked_countries() -> tuple[Ranked[str], dict[str, Country]]:
    facts = read("places")
    return Ranked(list(facts), shares=[one["share"] for one in facts.values()]), {
        code: _country(code, one["cities"]) for code, one in facts.items()
    }


def _country(code: str, cities: Sequence[str]) -> Country:
    native = [_NATIVE[code]] if code in _NATIVE else []
    ranked = list(dict.fromkeys([*native, *NEIGHBOURS.get(code, ()), *origins()]))
    usual = _WRITTEN_IN.get(code, "en")
    languages = [usual, *(language for language in LANGUAGES if language != usual)]
    return Country(Ranked(cities, 1.1), Ranked(languages, 2.2), Ranked(ranked, 1.4))


@cache
def _organisations() -> dict[str, tuple[Ranked[str], Ranked[str]]]:
    return {
        language: (Ranked(each["kinds"]), Ranked(each["names"])) for language, each in read("organisations").items()
    }


def an_organisation(chance: Chance, language: str) -> str:
    kinds, names = _organisations()[language]
    kind, name = kinds.pick(chance), names.pick(chance)
    return f"{name} {kind}" if language == "en" else f"{kind} {name}"
