"""What somebody typed, read as the terms that a thing must say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from search.folding import fold_word
from search.words import bulgarian, german
from search.words.stems import LANGUAGES, stem, stems
from search.words.stopwords import STOPWORDS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CYRILLIC = re.compile(r"[а-я]")


@dataclass(frozen=True)
class Word:
    """One word: as it was typed, in small letters, and folded."""

    typed: str
    folded: str

    @cached_property
    def stem(self) -> str:
        """The stem by which Bulgarian texts are indexed, empty for a word in another script."""
        return bulgarian.stem(self.typed) if _CYRILLIC.search(self.typed) else ""

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems that it may have in the languages of the portal."""
        return stems(self.typed)


Alternative: TypeAlias = tuple[Word, ...]
Phrase: TypeAlias = tuple[str, ...]
Meanings: TypeAlias = Mapping[Phrase, tuple[Alternative, ...]]

NO_MEANINGS: Meanings = {}
_SHORTEST_PART = 3
# In words, those like "of" not counted.
LONGEST_PHRASE = 4


@dataclass(frozen=True)
class Term:
    """One thing that was asked for. Any of its alternatives will do, and says it if it says all its words.

    The first is what was typed.
    """

    alternatives: tuple[Alternative, ...]


def words(text: str) -> list[Word]:
    """The words of a text."""
    found = (Word(match.group().casefold(), fold_word(match.group())) for match in _WORD.finditer(text))
    return [word for word in found if word.folded]


def content(text: str) -> list[Word]:
    """The words of a text but for those like "of", unless there are no others."""
    typed = words(text)
    return [word for word in typed if word.folded not in STOPWORDS] or typed


def phrases(stretch: Sequence[Word]) -> tuple[Phrase, ...]:
    """What a phrase is known by, in whatever case, script or form it is written."""
    stemmed = (tuple(stem(word.typed, language) for word in stretch) for language in LANGUAGES)
    return tuple(dict.fromkeys((tuple(word.folded for word in stretch), *stemmed)))


def terms(text: str, meanings: Meanings = NO_MEANINGS) -> tuple[Term, ...]:
    """What a thing must say: each word, or each phrase of which `meanings` knows others that mean the same."""
    typed, found, start = content(text), [], 0
    while start < len(typed):
        longest = min(LONGEST_PHRASE, len(typed) - start)
        stretches = (tuple(typed[start : start + size]) for size in range(longest, 0, -1))
        known = ((stretch, same) for stretch in stretches if (same := _same(stretch, meanings)))
        stretch, same = next(known, ((typed[start],), ()))
        single = [*_in_parts(stretch[0]), *_joined(typed, start)] if len(stretch) == 1 else []
        found.append(Term(tuple(dict.fromkeys((stretch, *single, *same)))))
        start += len(stretch)
    return tuple(found)


def _same(stretch: Alternative, meanings: Meanings) -> Sequence[Alternative]:
    return next((meanings[known_by] for known_by in phrases(stretch) if known_by in meanings), ())


def _joined(typed: Sequence[Word], place: int) -> list[Alternative]:
    """A word and its neighbour may be written in one elsewhere: child care, childcare."""
    pairs = [typed[start : start + 2] for start in (place - 1, place) if start >= 0]
    return [
        (Word(first.typed + second.typed, first.folded + second.folded),)
        for first, second in (pair for pair in pairs if len(pair) == 2)
        if min(len(first.folded), len(second.folded)) >= _SHORTEST_PART
    ]


def _in_parts(word: Word) -> list[Alternative]:
    """A German compound is said by all its parts as well."""
    parts = german.parts(word.typed)
    return [tuple(Word(part, fold_word(part)) for part in parts)] if len(parts) > 1 else []
