"""What people know about, whom they work with, and how that is called in each language."""

from functools import cache
from pathlib import Path
from tomllib import loads

from portal.demo.corpus.chance import Ranked
from portal.demo.corpus.words import LANGUAGES
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import language_name

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
_TERMS = Path(__file__).parents[2] / "vocabulary" / "first_terms.toml"


@cache
def ranked_terms() -> tuple[Ranked[str], Ranked[str], dict[str, tuple[str, ...]]]:
    """Slugs of expertise and of audience, and the labels of each in all languages."""
    terms = loads(_TERMS.read_text("utf-8"))
    labels = {
        slug: tuple(labels[language] for language in LANGUAGES)
        for scheme in terms.values()
        for slug, labels in scheme.items()
    }
    return Ranked(list(terms["expertise"]), 0.8), Ranked(list(terms["audience"]), 0.8), labels


@cache
def languages_called(code: str) -> tuple[str, ...]:
    return tuple(language_name(code, language) for language in LANGUAGES)


@cache
def countries_called(code: str) -> tuple[str, ...]:
    return tuple(country_name(code, language) for language in LANGUAGES)


@cache
def up_to(code: str, level: str) -> tuple[str, ...]:
    return tuple(f"{code}:{below}" for below in LEVELS[: LEVELS.index(level) + 1])
