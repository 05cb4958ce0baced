"""Made-up people: what they say about themselves, and to whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from portal.demo.corpus.chance import Chance, Ranked
from portal.demo.corpus.grammar import grammar
from portal.demo.corpus.names import a_name, origins
from portal.demo.corpus.places import NEIGHBOURS, an_organisation, ranked_countries
from portal.demo.corpus.terms import ranked_terms
from portal.demo.corpus.words import Gender
from portal.vocabulary.countries import country_sign
from search.cards import Face, Text

FIELDS = ("introduction", "organisation", "city", "works_in", "languages", "expertises", "audiences", "networks")

_BEGINNING = datetime(2023, 11, 1, 9, tzinfo=UTC)
_MINUTES = 3 * 365 * 24 * 60


@dataclass(frozen=True, slots=True)
class Person:
    """All that a member says about herself. `languages` maps a code to a level."""

    name: str
    name_other_script: str
    organisation: str
    city: str
    works_in: tuple[str, ...]
    languages: Mapping[str, str]
    expertises: tuple[str, ...]
    audiences: tuple[str, ...]
    networks: tuple[str, ...]
    texts: Mapping[str, Text]


def made(pk: int, seed: int = 1) -> "tuple[Person, dict[Face, frozenset[str]], datetime]":
    """Person `pk` of the corpus, the fields that each of her faces hides, and when she joined.

    A face that is missing is shown to nobody.
    """
    chance = Random((seed << 40) + pk).random  # seeded, so that every corpus is the same
    person, hidden = _person(chance), _hidden(chance)
    return person, hidden, _BEGINNING + timedelta(minutes=int(chance() * _MINUTES))


_GENDERS: Ranked[Gender] = Ranked(("woman", "man"), shares=(0.62, 0.38))
_HOW_MANY_TEXTS = Ranked((1, 2, 3), shares=(0.6, 0.3, 0.1))
_HOW_MANY_COUNTRIES = Ranked((0, 1, 2), shares=(0.82, 0.14, 0.04))
_HOW_MANY_EXPERTISES = Ranked((3, 2, 4, 5), shares=(0.35, 0.25, 0.25, 0.15))
_HOW_MANY_AUDIENCES = Ranked((2, 1, 3), shares=(0.45, 0.3, 0.25))
_LEVELS_OF_FOREIGN = Ranked(("B2", "C1", "B1", "A2", "C2", "A1"), 0.7)
_LEARNT = Ranked(("en", "fr", "de", "es", "ru", "it", "tr", "ar", "pt", "bg", "ro", "pl"), 0.9)


def _person(chance: Chance) -> Person:
    ranked, countries = ranked_countries()
    home = ranked.pick(chance)
    country = countries[home]
    origin, gender = country.origins.pick(chance), _GENDERS.pick(chance)
    name, other = a_name(chance, origin, gender, home)
    expertises, audiences, _labels = ranked_terms()
    written = country.languages.some(chance, _HOW_MANY_TEXTS.pick(chance))
    return Person(
        name=name,
        name_other_script=other,
        organisation=an_organisation(chance, written[0]) if chance() < 0.85 else "",
        city=country.cities.pick(chance),
        works_in=tuple(dict.fromkeys([home, *ranked.some(chance, _HOW_MANY_COUNTRIES.pick(chance))])),
        languages=_languages(chance, origin, written),
        expertises=expertises.some(chance, _HOW_MANY_EXPERTISES.pick(chance)),
        audiences=audiences.some(chance, _HOW_MANY_AUDIENCES.pick(chance)),
        networks=_networks(chance, home),
        texts={language: grammar(language, gender).text(chance) for language in written},
    )


def _languages(chance: Chance, origin: str, written: Iterable[str]) -> dict[str, str]:
    """The first language of the origin as one's own, what one writes in well, and one or two more."""
    own, *others = origins()[origin].languages
    spoken = {own: "C2"}
    for language in written:
        spoken.setdefault(language, "C1" if chance() < 0.7 else "B2")
    for language in others:
        if chance() < 0.25:
            spoken.setdefault(language, _LEVELS_OF_FOREIGN.pick(chance))
    for language in _LEARNT.some(chance, 2):
        spoken.setdefault(language, _LEVELS_OF_FOREIGN.pick(chance))
    return spoken


def _networks(chance: Chance, home: str) -> tuple[str, ...]:
    """Of her country, of Europe, or of both; where the country has none, of Europe."""
    national = (country_sign(home),) if home in NEIGHBOURS else ()
    return ("EU", *national) if not national or chance() < 0.15 else national


_VISIBILITIES = Ranked(("everybody", "in part", "members"), shares=(0.3, 0.4, 0.3))
_SHY_ABOUT = Ranked(
    ("city", "organisation", "languages", "audiences", "networks", "works_in", "introduction", "expertises"), 0.6
)


def _hidden(chance: Chance) -> dict[Face, frozenset[str]]:
    """The fields that each face hides. A face that is missing is shown to nobody: only members know of her."""
    visibility = _VISIBILITIES.pick(chance)
    if visibility == "everybody":
        return dict.fromkeys((Face.PUBLIC, Face.MEMBERS, Face.PEERS), frozenset())
    from_members = frozenset(_SHY_ABOUT.some(chance, int(chance() * 3)))
    hidden: dict[Face, frozenset[str]] = {Face.MEMBERS: from_members, Face.PEERS: frozenset()}
    if visibility == "members":
        return hidden
    return {Face.PUBLIC: from_members.union(_SHY_ABOUT.some(chance, 1 + int(chance() * 3))), **hidden}
