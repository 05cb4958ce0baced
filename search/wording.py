"""What somebody typed, read as the terms that a thing must say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from search.folding import fold_word
from search.words import bulgarian, german
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


Alternative: TypeAlias = tuple[Word, ...]
Phrase: TypeAlias = tuple[str, ...]
Meanings: TypeAlias = Mapping[Phrase, tuple[Alternative, ...]]

NO_MEANINGS: Meanings = {}
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


def phrase(stretch: Sequence[Word]) -> Phrase:
    """What a phrase is known by, in whatever case, script or Bulgarian form it is written."""
    return tuple(word.stem or word.folded for word in stretch)


def terms(text: str, meanings: Meanings = NO_MEANINGS) -> tuple[Term, ...]:
    """What a thing must say: each word, or each phrase of which `meanings` knows others that mean the same."""
    typed, found, start = content(text), [], 0
    while start < len(typed):
        longest = min(LONGEST_PHRASE, len(typed) - start)
        known = (size for size in range(longest, 0, -1) if phrase(typed[start : start + size]) in meanings)
        stretch = tuple(typed[start : start + next(known, 1)])
        parts = _in_parts(stretch[0]) if len(stretch) == 1 else []
        found.append(Term((stretch, *parts, *meanings.get(phrase(stretch), ()))))
        start += len(stretch)
    return tuple(found)


def _in_parts(word: Word) -> list[Alternative]:
    """A German compound is said by all its parts as well."""
    parts = german.parts(word.typed)
    return [tuple(Word(part, fold_word(part)) for part in parts)] if len(parts) > 1 else []
