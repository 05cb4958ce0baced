"""Where people come from, and how they are called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from portal.demo.corpus.chance import Chance, Ranked
from portal.demo.corpus.words import Gender, read, said_by


@dataclass(frozen=True, slots=True)
class Origin:
    """Where people come from: how they are called, and what they grew up speaking."""

    languages: tuple[str, ...]
    cyrillic: bool
    women: tuple[str, ...]
    men: tuple[str, ...]
    names: Mapping[Gender, tuple[Ranked[str], Ranked[str]]]


@cache
def origins() -> dict[str, Origin]:
    return {name: _origin(facts) for name, facts in read("names").items()}


def _origin(facts: dict[str, Any]) -> Origin:
    given: dict[Gender, list[str]] = {"woman": facts["women"], "man": facts["men"]}
    names = {
        gender: (Ranked(of_gender, 0.9), Ranked([said_by(gender, name) for name in facts["family"]], 0.9))
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


def a_name(chance: Chance, origin: str, gender: Gender, country: str) -> tuple[str, str]:
    """A name as it is shown, and in the other script where the member gave it."""
    given, family = origins()[origin].names[gender]
    name = f"{given.pick(chance)} {family.pick(chance)}"
    if not origins()[origin].cyrillic:
        return name, ""
    latin = _in_latin(name, origin)
    first, second = (name, latin) if chance() < (0.55 if country == "BG" else 0.12) else (latin, name)
    return first, second if chance() < 0.6 else ""
