"""The part of a text that answers a question, with the words that were asked for marked.

Words are marked in whatever form they are found: where they begin with what was asked, where they are
another form of it in the language of the text, and where a German compound has it as a part.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import OSA

from search.correcting import allowed_typos
from search.folding import fold_word
from search.wording import Term, Word
from search.words import german
from search.words.stems import stem

LENGTH = 180
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# French words that lose their vowel before another: l'emploi is marked for emploi.
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)", re.IGNORECASE)
# One letter begins too many words.
_SHORTEST_BEGINNING = 2
# Where a word stands everywhere, the first places say enough about where it stands close to the others.
_PLACES = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a template escapes it and draws a mark where `marked`."""

    text: str
    marked: bool = False


class Marker:
    """Marks in texts what was asked for. With `typos`, words that differ in a letter or two as well."""

    def __init__(self, terms: Iterable[Term], *, typos: bool = False) -> None:
        self._typos = typos
        asked = {word for term in terms for alternative in term.alternatives for word in alternative}
        self._asked = frozenset(word.folded for word in asked) | {_bare(word) for word in asked}
        self._beginnings = tuple(word for word in self._asked if len(word) >= _SHORTEST_BEGINNING)
        self._words = asked
        self._stems: dict[str, frozenset[str]] = {}
        self._judged: dict[tuple[str, str], bool] = {}

    def pieces(self, text: str, language: str = "") -> list[Piece]:
        """All of `text`. Without its language, as for a name, words are marked by how they begin alone."""
        return _cut(text, self._places(text, language)) if text else []

    def snippet(self, text: str, language: str, length: int = LENGTH) -> list[Piece]:
        """About `length` characters of `text` where most of what was asked for stands; nothing if none of it does."""
        places = list(islice(self._places(text, language), _PLACES))
        if not places:
            return []
        first = max((start for start, _stop in places), key=lambda start: (_within(places, start, length), -start))
        start = _word_start(text, max(0, first - length // 3))
        end = min(len(text), start + length)
        end = len(text) if end == len(text) else max(text.rfind(" ", start, end), first + 1)
        cut = self.pieces(text[start:end].strip(), language)
        return [*([Piece("… ")] if start else []), *cut, *([Piece(" …")] if end < len(text) else [])]

    def _places(self, text: str, language: str) -> Iterator[tuple[int, int]]:
        if not self._asked:
            return
        for match in _WORD.finditer(text):
            word = match.group()
            elided = _ELIDED.match(word) if language == "fr" else None
            bare = word[elided.end() :] if elided else word
            if self._is_asked(bare, language):
                yield match.end() - len(bare), match.end()

    def _is_asked(self, word: str, language: str) -> bool:
        known = self._judged.get((word, language))
        if known is None:
            known = self._judged[word, language] = self._judge(word, language)
        return known

    def _judge(self, word: str, language: str) -> bool:
        folded = fold_word(word)
        if folded in self._asked or folded.startswith(self._beginnings):
            return True
        if language and stem(word.casefold(), language) in self._stems_in(language):
            return True
        if language == "de" and any(fold_word(part) in self._asked for part in german.parts(word.casefold())):
            return True
        return self._typos and any(_is_near(asked, folded) for asked in self._asked)

    def _stems_in(self, language: str) -> frozenset[str]:
        if language not in self._stems:
            self._stems[language] = frozenset(
                stem(form, language) for word in self._words for form in (word.typed, _bare(word))
            )
        return self._stems[language]


def _bare(word: Word) -> str:
    """The folded word without a French article before it."""
    return fold_word(_ELIDED.sub("", word.typed, count=1))


@lru_cache(maxsize=20_000)
def _is_near(asked: str, folded: str) -> bool:
    typos = allowed_typos(asked)
    return bool(typos) and folded[:1] == asked[:1] and OSA.distance(asked, folded, score_cutoff=typos) <= typos


def _cut(text: str, places: Iterable[tuple[int, int]]) -> list[Piece]:
    pieces, end = [], 0
    for start, stop in places:
        pieces += [Piece(text[end:start]), Piece(text[start:stop], marked=True)]
        end = stop
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.text]


def _within(places: list[tuple[int, int]], start: int, length: int) -> int:
    """How much of what was asked for stands in the stretch that would be shown from around `start`."""
    return sum(start <= place < start + length * 2 // 3 for place, _stop in places)


def _word_start(text: str, place: int) -> int:
    return place and text.find(" ", place) + 1
