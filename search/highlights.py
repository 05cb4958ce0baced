"""The part of a text that answers a question, with the words that were asked for marked.

Words are marked in whatever form they are found: where they begin with what was asked, where they are
another form of it in the language of the text, and where a German compound has it as a part.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
_NOTHING: frozenset[Word] = frozenset()
# Where a word stands everywhere, the first places say enough about where it stands close to the others.
_PLACES = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a template escapes it and draws a mark where `marked`."""

    text: str
    marked: bool = False


class Marker:
    """Marks in texts what was asked for. With `typos`, words that differ in a letter or two as well.

    A phrase of several words is marked in texts that have all of them.
    """

    def __init__(self, terms: Sequence[Term], *, typos: bool = False) -> None:
        self._alternatives = {alternative for term in terms for alternative in term.alternatives}
        words = {word for alternative in self._alternatives for word in alternative}
        self._forms = {word: frozenset((word.folded, _bare(word))) for word in words}
        self._all_forms = frozenset(form for forms in self._forms.values() for form in forms)
        self._beginnings = tuple(form for form in self._all_forms if len(form) >= _SHORTEST_BEGINNING)
        self._mistyped: defaultdict[str, list[str]] = defaultdict(list)
        for term in terms if typos else ():
            for word in term.alternatives[0]:
                self._mistyped[word.folded[0]].append(word.folded)
        self._stems: dict[str, dict[str, set[Word]]] = {}
        self._said: defaultdict[str, dict[str, frozenset[Word]]] = defaultdict(dict)

    def pieces(self, text: str, language: str = "") -> list[Piece]:
        """All of `text`. Without its language, as for a name, words are marked by how they begin alone."""
        return _cut(text, self._places(text, language)) if text else []

    def snippet(self, text: str, language: str, length: int = LENGTH) -> list[Piece]:
        """About `length` characters of `text` where most of what was asked for stands; nothing if none of it does."""
        places = self._places(text, language)
        if not places:
            return []
        starts = [start for start, _stop in places[:_PLACES]]
        first = max(starts, key=lambda start: (_within(starts, start, length), -start))
        start = _word_start(text, max(0, first - length // 3))
        end = min(len(text), start + length)
        end = len(text) if end == len(text) else max(text.rfind(" ", start, end), first + 1)
        cut = _cut(text[start:end], [(place - start, stop - start) for place, stop in places if start <= place < end])
        return [*([Piece("… ")] if start else []), *cut, *([Piece(" …")] if end < len(text) else [])]

    def _places(self, text: str, language: str) -> list[tuple[int, int]]:
        """Where what was asked for stands: start and end of each word."""
        if not self._forms:
            return []
        known, found = self._said[language], []
        for match in _WORD.finditer(text):
            word = match.group()
            said = known.get(word)
            if said is None:
                said = known[word] = self._said_by(_without_article(word, language), language)
            if said:
                found.append((match.end() - len(_without_article(word, language)), match.end(), said))
        return self._of_whole_phrases(found) if found else []

    def _of_whole_phrases(self, found: list[tuple[int, int, frozenset[Word]]]) -> list[tuple[int, int]]:
        there = {word for _start, _stop, said in found for word in said}
        whole = {word for alternative in self._alternatives if there.issuperset(alternative) for word in alternative}
        return [(start, stop) for start, stop, said in found if not whole.isdisjoint(said)]

    def _said_by(self, word: str, language: str) -> frozenset[Word]:
        """Which of the words that were asked for a word of a text says: for most words, and quickly, none."""
        folded, stemmed, parts = _read(word, language)
        stems = self._stems_in(language)
        begins = folded.startswith(self._beginnings)
        if not (begins or folded in self._all_forms or stemmed in stems or parts or folded[:1] in self._mistyped):
            return _NOTHING
        forms = {folded, *parts} & self._all_forms
        if begins:
            forms |= {form for form in self._beginnings if folded.startswith(form)}
        forms |= {form for form in self._mistyped.get(folded[:1], ()) if _is_near(form, folded)}
        words = {word for word, its in self._forms.items() if not forms.isdisjoint(its)} if forms else set[Word]()
        return frozenset(words | stems.get(stemmed, set()))

    def _stems_in(self, language: str) -> dict[str, set[Word]]:
        """The words that were asked for, by the stems that they have in a language."""
        stems = self._stems.get(language)
        if stems is None:
            stems = self._stems[language] = {}
            for word, forms in self._forms.items() if language else ():
                for form in (word.typed, *forms):
                    stems.setdefault(stem(form, language), set()).add(word)
        return stems


@lru_cache(maxsize=50_000)
def _read(word: str, language: str) -> tuple[str, str, tuple[str, ...]]:
    """A word of a text folded, its stem, and its parts if it is a German compound."""
    typed = word.casefold()
    parts = tuple(map(fold_word, german.parts(typed))) if language == "de" else ()
    return fold_word(word), stem(typed, language) if language else "", parts


def _without_article(word: str, language: str) -> str:
    """A French word without an article before it, any other as it is."""
    return _ELIDED.sub("", word, count=1) if language == "fr" and _has_apostrophe(word) else word


def _has_apostrophe(word: str) -> bool:
    return "'" in word or "’" in word


def _bare(word: Word) -> str:
    """The folded word without a French article before it."""
    return fold_word(_ELIDED.sub("", word.typed, count=1))


@lru_cache(maxsize=20_000)
def _is_near(asked: str, folded: str) -> bool:
    typos = allowed_typos(asked)
    return bool(typos) and OSA.distance(asked, folded, score_cutoff=typos) <= typos


def _cut(text: str, places: Iterable[tuple[int, int]]) -> list[Piece]:
    pieces, end = [], 0
    for start, stop in places:
        pieces += [Piece(text[end:start]), Piece(text[start:stop], marked=True)]
        end = stop
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.text]


def _within(starts: list[int], start: int, length: int) -> int:
    """How much of what was asked for stands in the stretch that would be shown from around `start`."""
    return sum(start <= place < start + length * 2 // 3 for place in starts)


def _word_start(text: str, place: int) -> int:
    return place and text.find(" ", place) + 1
