"""Members for measuring: many, alike to real ones, and skewed as real ones are.

`cards(number, seed)` gives their cards. A card depends on its number and the seed alone, so a longer
corpus begins with the shorter ones. All persons and organisations are fictional; names and words are
in `content/corpus/`, the first of each list being the most frequent.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate, chain, starmap
from pathlib import Path
from random import Random
from tomllib import loads
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from babel import Locale
from django.utils.text import slugify

from portal.vocabulary.countries import country_name, country_sign
from portal.vocabulary.languages import language_codes, language_name, language_name_within
from search.cards import Card, Content, Face, Text, card_key, faces

LANGUAGES = ("en", "fr", "de", "bg", "es")
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
FIELDS = ("introduction", "organisation", "city", "works_in", "languages", "expertises", "audiences", "networks")

_WORDS = Path(__file__).parent / "content" / "corpus"
_TERMS = Path(__file__).parents[1] / "vocabulary" / "first_terms.toml"
_BEGINNING = datetime(2023, 11, 1, 9, tzinfo=UTC)
_MINUTES = 3 * 365 * 24 * 60
_BIO_WORDS = 50  # and the rest of the sentence that reaches it

# Gives a number from 0 to 1, without 1.
Chance: TypeAlias = Callable[[], float]
Gender: TypeAlias = Literal["woman", "man"]
T_co = TypeVar("T_co", covariant=True)


def cards(number: int, seed: int = 1) -> Iterator[Card]:
    """The cards `member:1` to `member:<number>`."""
    return (card(pk, seed) for pk in range(1, number + 1))


def card(pk: int, seed: int = 1) -> Card:
    """The card `member:<pk>` of the corpus that `seed` stands for."""
    person, hidden, joined = made(pk, seed)
    contents = {fields: _content(person, fields) for fields in set(hidden.values())}
    slug = slugify(person.name) or "-"
    return Card(
        key=card_key("member", pk),
        urls={language: f"/{language}/members/{pk}/{slug}/" for language in LANGUAGES},
        date=joined,
        faces=faces((face, contents[fields]) for face, fields in hidden.items()),
        peers=person.networks,
    )


def made(pk: int, seed: int = 1) -> "tuple[Person, dict[Face, frozenset[str]], datetime]":
    """Person `pk` of the corpus, the fields that each of her faces hides, and when she joined.

    A face that is missing is shown to nobody.
    """
    chance = Random((seed << 40) + pk).random  # seeded, so that every corpus is the same
    person, hidden = _person(chance), _hidden(chance)
    return person, hidden, _BEGINNING + timedelta(minutes=int(chance() * _MINUTES))


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


# Chance


class Picks(Protocol[T_co]):
    def pick(self, chance: Chance) -> T_co: ...


# How a sentence begins, then each slot with what is said after it.
Pattern: TypeAlias = tuple[str, list[tuple[Callable[[Chance], str], str]]]


class Ranked(Generic[T_co]):
    """Things of which the first is picked most: the one at rank n in proportion to `shares[n]`, or as Zipf has it."""

    __slots__ = ("_sums", "_things")

    def __init__(self, things: Sequence[T_co], exponent: float = 1.0, shares: Iterable[float] = ()) -> None:
        self._things = things
        sums = list(accumulate(shares or (1 / rank**exponent for rank in range(1, len(things) + 1))))
        # The last sum is left out, so that no rounding leads past the last thing.
        self._sums = [each / sums[-1] for each in sums[:-1]]

    def pick(self, chance: Chance) -> T_co:
        return self._things[bisect(self._sums, chance())]

    def some(self, chance: Chance, number: int) -> tuple[T_co, ...]:
        """Up to `number` different things."""
        return tuple(dict.fromkeys(self.pick(chance) for _turn in range(number)))


class Joined:
    """Words put together of two parts, as German does."""

    __slots__ = ("_first", "_second")

    def __init__(self, first: Sequence[str], second: Sequence[str]) -> None:
        self._first, self._second = Ranked(first, 0.8), Ranked(second, 0.8)

    def pick(self, chance: Chance) -> str:
        return self._first.pick(chance) + self._second.pick(chance)


# Words


def _read(name: str) -> dict[str, Any]:
    return loads((_WORDS / f"{name}.toml").read_text("utf-8"))


_EITHER = re.compile(r"\(([^()|]*)\|([^()|]*)\)")


def _said_by(gender: Gender, text: str) -> str:
    """`text` with the form that `gender` takes of each `(hers|his)`."""
    return _EITHER.sub(r"\1" if gender == "woman" else r"\2", text)


class Grammar:
    """How one language speaks about somebody's work."""

    def __init__(self, language: str, gender: Gender) -> None:
        lists = {name: [_said_by(gender, word) for word in words] for name, words in _read(language).items()}
        slots: dict[str, Picks[str]] = {name: Ranked(words, 0.9) for name, words in lists.items()}
        slots["language"] = Ranked(_languages_spoken_of(language), 0.9)
        slots["place_of_origin"] = Ranked(_cities_of_the_world(language), 0.7)
        slots["colleague"] = Ranked(_colleagues(), 0.6)
        slots["year"] = Ranked([str(year) for year in range(2024, 1985, -1)], 0.7)
        slots["number"] = Ranked([str(number) for number in (*range(10, 60, 5), *range(12, 400, 3))], 0.7)
        if "compound_first" in lists:
            slots["compound"] = Joined(lists["compound_first"], lists["compound_second"])
        self._patterns = {
            part: Ranked([_compiled(pattern, slots) for pattern in lists[part]], 0.4)
            for part in ("headline", "opening", "work", "method", "story", "closing")
        }

    def text(self, chance: Chance) -> Text:
        """A headline, and a bio of some sixty words."""
        return Text(self._sentence("headline", chance)[:100], self._bio(chance))

    def _bio(self, chance: Chance) -> str:
        bio = self._sentence("opening", chance)
        for part in ("work", "method", "story", "closing", "work", "story", "method"):
            if bio.count(" ") >= _BIO_WORDS:
                break
            bio += " " + self._sentence(part, chance)
        return bio

    def _sentence(self, part: str, chance: Chance) -> str:
        said: list[str] = []
        beginning, pieces = self._patterns[part].pick(chance)
        for pick, what_follows in pieces:
            word = pick(chance)
            if word in said:
                word = pick(chance)
            said += word, what_follows
        sentence = beginning + "".join(said)
        return sentence[0].upper() + sentence[1:]


def _compiled(pattern: str, slots: Mapping[str, Picks[str]]) -> Pattern:
    beginning, *pieces = re.split(r"\{(\w+)\}", pattern)
    return beginning, [
        (slots[slot].pick, what_follows) for slot, what_follows in zip(pieces[::2], pieces[1::2], strict=True)
    ]


@cache
def _grammar(language: str, gender: Gender) -> Grammar:
    return Grammar(language, gender)


def _languages_spoken_of(language: str) -> list[str]:
    first = [code for origin in _origins().values() for code in origin.languages]
    rest = sorted(language_codes(), key=lambda code: (len(code), code[::-1]))
    return list(dict.fromkeys(language_name_within(code, language) for code in [*first, *rest]))


def _cities_of_the_world(language: str) -> list[str]:
    """Cities as CLDR names them in `language`, in an order of no meaning that is the same in all."""
    zones = sorted(Locale.parse("bg").time_zones, key=lambda zone: zone.rpartition("/")[2][::-1])
    named = Locale.parse(language).time_zones
    cities = (named.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ") for zone in zones)
    return list(dict.fromkeys(city for city in cities if re.fullmatch(r"[^\W\d_][\w’' -]+", city)))


def _colleagues() -> list[str]:
    """Given and family names in turn, as many as there are given names, in an order of no meaning."""
    origins = [facts for facts in _read("names").values() if not facts.get("cyrillic")]
    given = {name for facts in origins for name in (*facts["women"], *facts["men"])}
    family = {_said_by("woman", name) for facts in origins for name in facts["family"]}
    ordered = [sorted(names, key=lambda name: (len(name), name[::-1])) for names in (given, family)]
    return [" ".join(both) for both in zip(*ordered, strict=False)]


# Names


@dataclass(frozen=True, slots=True)
class Origin:
    """Where people come from: how they are called, and what they grew up speaking."""

    languages: tuple[str, ...]
    cyrillic: bool
    women: tuple[str, ...]
    men: tuple[str, ...]
    names: Mapping[Gender, tuple[Ranked[str], Ranked[str]]]


@cache
def _origins() -> dict[str, Origin]:
    return {name: _origin(facts) for name, facts in _read("names").items()}


def _origin(facts: dict[str, Any]) -> Origin:
    given: dict[Gender, list[str]] = {"woman": facts["women"], "man": facts["men"]}
    names = {
        gender: (Ranked(of_gender, 0.9), Ranked([_said_by(gender, name) for name in facts["family"]], 0.9))
        for gender, of_gender in given.items()
    }
    return Origin(
        tuple(facts["languages"]), facts.get("cyrillic", False), tuple(facts["women"]), tuple(facts["men"]), names
    )


def _letters(cyrillic: str, latin: str) -> dict[int, str]:
    small = dict(zip(cyrillic, latin.split(), strict=True))
    return str.maketrans(small | {letter.upper(): other.capitalize() for letter, other in small.items()})


_LATIN = {
    "bulgaria": _letters(
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya",
    ),
    "ukraine": _letters(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch ’ iu ia",
    ),
    "russia": _letters(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch ’ y ’ e yu ya",
    ),
    "serbia": _letters(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š",
    ),
}


def _in_latin(name: str, origin: str) -> str:
    return re.sub(r"(?<=\w)iya\b", "ia", name.translate(_LATIN[origin]).replace("’", ""))


def _names(chance: Chance, origin: str, gender: Gender, country: str) -> tuple[str, str]:
    """A name as it is shown, and in the other script where the member gave it."""
    given, family = _origins()[origin].names[gender]
    name = f"{given.pick(chance)} {family.pick(chance)}"
    if not _origins()[origin].cyrillic:
        return name, ""
    latin = _in_latin(name, origin)
    first, second = (name, latin) if chance() < (0.55 if country == "BG" else 0.12) else (latin, name)
    return first, second if chance() < 0.6 else ""


# Places


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
_NEIGHBOURS = {
    "FR": ("arab", "west-africa", "turkey", "spain", "east-asia"),
    "AT": ("turkey", "serbia", "poland", "persian", "arab", "bulgaria", "ukraine"),
    "BG": ("ukraine", "arab", "russia", "turkey", "persian"),
    "ES": ("latin-america", "arab", "romania", "west-africa", "bulgaria"),
    "GB": ("south-asia", "poland", "west-africa", "horn-of-africa", "romania"),
}


@cache
def _countries() -> tuple[Ranked[str], dict[str, Country]]:
    facts = _read("places")
    return Ranked(list(facts), shares=[one["share"] for one in facts.values()]), {
        code: _country(code, one["cities"]) for code, one in facts.items()
    }


def _country(code: str, cities: Sequence[str]) -> Country:
    native = [_NATIVE[code]] if code in _NATIVE else []
    origins = list(dict.fromkeys([*native, *_NEIGHBOURS.get(code, ()), *_origins()]))
    usual = _WRITTEN_IN.get(code, "en")
    languages = [usual, *(language for language in LANGUAGES if language != usual)]
    return Country(Ranked(cities, 1.1), Ranked(languages, 2.2), Ranked(origins, 1.4))


@cache
def _organisations() -> dict[str, tuple[Ranked[str], Ranked[str]]]:
    return {
        language: (Ranked(each["kinds"]), Ranked(each["names"])) for language, each in _read("organisations").items()
    }


def _organisation(chance: Chance, language: str) -> str:
    kinds, names = _organisations()[language]
    kind, name = kinds.pick(chance), names.pick(chance)
    return f"{name} {kind}" if language == "en" else f"{kind} {name}"


# Terms


@cache
def _terms() -> tuple[Ranked[str], Ranked[str], dict[str, tuple[str, ...]]]:
    """Slugs of expertise and of audience, and the labels of each in all languages."""
    terms = loads(_TERMS.read_text("utf-8"))
    labels = {
        slug: tuple(labels[language] for language in LANGUAGES)
        for scheme in terms.values()
        for slug, labels in scheme.items()
    }
    return Ranked(list(terms["expertise"]), 0.8), Ranked(list(terms["audience"]), 0.8), labels


@cache
def _languages_called(code: str) -> tuple[str, ...]:
    return tuple(language_name(code, language) for language in LANGUAGES)


@cache
def _countries_called(code: str) -> tuple[str, ...]:
    return tuple(country_name(code, language) for language in LANGUAGES)


@cache
def _up_to(code: str, level: str) -> tuple[str, ...]:
    return tuple(f"{code}:{below}" for below in LEVELS[: LEVELS.index(level) + 1])


# People


_GENDERS: Ranked[Gender] = Ranked(("woman", "man"), shares=(0.62, 0.38))
_HOW_MANY_TEXTS = Ranked((1, 2, 3), shares=(0.6, 0.3, 0.1))
_HOW_MANY_COUNTRIES = Ranked((0, 1, 2), shares=(0.82, 0.14, 0.04))
_HOW_MANY_EXPERTISES = Ranked((3, 2, 4, 5), shares=(0.35, 0.25, 0.25, 0.15))
_HOW_MANY_AUDIENCES = Ranked((2, 1, 3), shares=(0.45, 0.3, 0.25))
_LEVELS_OF_FOREIGN = Ranked(("B2", "C1", "B1", "A2", "C2", "A1"), 0.7)
_LEARNT = Ranked(("en", "fr", "de", "es", "ru", "it", "tr", "ar", "pt", "bg", "ro", "pl"), 0.9)


def _person(chance: Chance) -> Person:
    ranked, countries = _countries()
    home = ranked.pick(chance)
    country = countries[home]
    origin, gender = country.origins.pick(chance), _GENDERS.pick(chance)
    name, other = _names(chance, origin, gender, home)
    expertises, audiences, _labels = _terms()
    written = country.languages.some(chance, _HOW_MANY_TEXTS.pick(chance))
    return Person(
        name=name,
        name_other_script=other,
        organisation=_organisation(chance, written[0]) if chance() < 0.85 else "",
        city=country.cities.pick(chance),
        works_in=tuple(dict.fromkeys([home, *ranked.some(chance, _HOW_MANY_COUNTRIES.pick(chance))])),
        languages=_languages(chance, origin, written),
        expertises=expertises.some(chance, _HOW_MANY_EXPERTISES.pick(chance)),
        audiences=audiences.some(chance, _HOW_MANY_AUDIENCES.pick(chance)),
        networks=_networks(chance, home),
        texts={language: _grammar(language, gender).text(chance) for language in written},
    )


def _languages(chance: Chance, origin: str, written: Iterable[str]) -> dict[str, str]:
    """The first language of the origin as one's own, what one writes in well, and one or two more."""
    own, *others = _origins()[origin].languages
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
    national = (country_sign(home),) if home in _NEIGHBOURS else ()
    return ("EU", *national) if not national or chance() < 0.15 else national


# Faces


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


def _content(person: Person, hidden: frozenset[str]) -> Content:
    """What is left of a person without the hidden fields, as `network.cards` makes it of a profile."""
    languages = {} if "languages" in hidden else person.languages
    expertises = () if "expertises" in hidden else person.expertises
    audiences = () if "audiences" in hidden else person.audiences
    works_in = () if "works_in" in hidden else person.works_in
    byline = (
        "" if "organisation" in hidden else person.organisation,
        "" if "city" in hidden else person.city,
    )
    return Content(
        title=person.name,
        names=(person.name_other_script,) if person.name_other_script else (),
        byline=", ".join(filter(None, byline)),
        texts={} if "introduction" in hidden else person.texts,
        keywords=_keywords(expertises, audiences, languages, works_in),
        facets={
            "works_in": works_in,
            "country": works_in,
            "speaks": tuple(languages),
            "language": tuple(chain.from_iterable(starmap(_up_to, languages.items()))),
            "expertise": expertises,
            "audience": audiences,
            "network": () if "networks" in hidden else person.networks,
        },
        chips=(
            *[f"language:{code}:{level}" for code, level in languages.items()],
            *[f"expertise:{slug}" for slug in expertises],
        ),
    )


def _keywords(
    expertises: Iterable[str], audiences: Iterable[str], languages: Iterable[str], countries: Iterable[str]
) -> tuple[str, ...]:
    """The labels of the terms in every language, then language by language what is spoken and where she works."""
    _expertises, _audiences, labels = _terms()
    called = [*map(_languages_called, languages), *map(_countries_called, countries)]
    terms = [labels[slug] for slug in (*expertises, *audiences)]
    return tuple(dict.fromkeys(chain(*terms, *zip(*called, strict=True))))
