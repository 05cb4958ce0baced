"""Words of the index that are near to one that was typed."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract
from tantivy import Searcher

from search.correcting import allowed_typos
from search.queries import Query
from search.wording import Word

# The words near to a word, by how many letters they differ in.
Near: TypeAlias = Callable[[Word], dict[int, list[str]]]

_MOST = 50


def near_in(searcher: Searcher, query: Query) -> Near:
    """The nearest words that start with the same letter: few of those who mistype a word mistype its start."""

    @cache
    def near(word: Word) -> dict[int, list[str]]:
        typos = allowed_typos(word.folded) if query.may_be_mistyped(word.folded) else 0
        if not typos:
            return {}
        same_start = [term for term, _documents in searcher.terms_with_prefix("words", word.folded[0])]
        nearest = extract(word.folded, same_start, scorer=OSA.distance, processor=None, score_cutoff=typos, limit=_MOST)
        by_typos: dict[int, list[str]] = defaultdict(list)
        for term, distance, _place in nearest:
            if distance:
                by_typos[int(distance)].append(term)
        return by_typos

    return near
