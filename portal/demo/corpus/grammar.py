"""How each language speaks about somebody's work."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

from babel import Locale

from portal.demo.corpus.chance import Chance, Joined, Picks, Ranked
from portal.demo.corpus.names import origins
from portal.demo.corpus.words import Gender, read, said_by
from portal.vocabulary.languages import language_codes, language_name_within
from search.cards import Text

_BIO_WORDS = 50  # and the rest of the sentence that reaches it

# How a sentence begins, then each slot with what is said after it.
Pattern: TypeAlias = tuple[str, list[tuple[Callable[[Chance], str], str]]]


class Grammar:
    """How one language speaks about somebody's work."""

    def __init__(self, language: str, gender: Gender) -> None:
        lists = {name: [said_by(gender, word) for word in words] for name, words in read(language).items()}
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
def grammar(language: str, gender: Gender) -> Grammar:
    return Grammar(language, gender)


def _languages_spoken_of(language: str) -> list[str]:
    first = [code for origin in origins().values() for code in origin.languages]
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
    origins = [facts for facts in read("names").values() if not facts.get("cyrillic")]
    given = {name for facts in origins for name in (*facts["women"], *facts["men"])}
    family = {said_by("woman", name) for facts in origins for name in facts["family"]}
    ordered = [sorted(names, key=lambda name: (len(name), name[::-1])) for names in (given, family)]
    return [" ".join(both) for both in zip(*ordered, strict=False)]
