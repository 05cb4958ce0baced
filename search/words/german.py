"""The parts of German compounds, so that bildung finds Erwachsenenbildung."""

import re
from functools import cache, lru_cache

from search.words.lists import lists

# The letters that may join two parts, the likeliest first, and what may follow the last part.
_PARTS = "german_parts.txt"

LINKS = ("", "s", "es", "n", "en", "er", "e")
ENDINGS = ("", "s", "es", "e", "n", "en", "er", "ern", "nen")
SHORTEST_PART = 3
SHORTEST_HEAD = 5
SHORTEST_REST = 3

_WORD = re.compile(r"[^\W\d_]+")


def with_parts(text: str) -> str:
    """The parts of all compounds of `text`, one space between them, to be indexed beside it."""
    return " ".join(part for word in _WORD.findall(text) for part in parts(word.casefold()))


def parts(word: str) -> list[str]:
    """The known parts of one casefolded German compound, each followed by its own; nothing for other words.

    Either the whole word is made of known parts, or its longest known head is all that is given:
    xyzbildung -> bildung.
    """
    return list(_parts(word))


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    if len(word) < SHORTEST_PART + SHORTEST_HEAD - 1 or _is_listed(word, _whole()):
        return ()
    found = _split(word) or (() if _is_listed(word, _known()) else _head(word))
    return tuple(one for part in found for one in (part, *_parts(part)))


def _split(word: str, start: int = 0) -> tuple[str, ...]:
    """The parts that make up `word` from `start`, the longest first; nothing if some letters are left over."""
    for end in range(len(word) - (start == 0), start + SHORTEST_PART - 1, -1):
        part = word[start:end]
        if part not in _known():
            continue
        if start and word[end:] in ENDINGS:
            return (part,)
        for link in LINKS:
            if word.startswith(link, end) and (rest := _split(word, end + len(link))):
                return (part, *rest)
    return ()


def _head(word: str) -> tuple[str, ...]:
    for start in range(SHORTEST_REST, len(word) - SHORTEST_HEAD + 1):
        for ending in ENDINGS:
            head = word[start:].removesuffix(ending)
            if len(head) >= SHORTEST_HEAD and head in _known() and head not in _inside():
                return (head,)
    return ()


def _is_listed(word: str, words: frozenset[str]) -> bool:
    return any(word.removesuffix(ending) in words for ending in ENDINGS)


@cache
def _known() -> frozenset[str]:
    """Every part, casefolded: ß is ss."""
    return frozenset(part.casefold() for words in lists(_PARTS).values() for part in words)


@cache
def _whole() -> frozenset[str]:
    return frozenset(word.casefold() for word in lists(_PARTS)["whole"])


@cache
def _inside() -> frozenset[str]:
    return frozenset(word.casefold() for word in lists(_PARTS)["inside"])
