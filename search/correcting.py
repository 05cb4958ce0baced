"""What somebody may have meant who typed what nothing says.

Taken from the words of a thing that she may see, so it betrays no word of another, and finds that thing.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rapidfuzz.distance import OSA

from search.folding import words_with_places
from search.wording import Word, words

SHORTEST = 4


def allowed_typos(word: str) -> int:
    """In how many letters a folded word may differ from what was meant: none below four letters, two from eight."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < 2 * SHORTEST else 2


def corrected(text: str, unsaid: Collection[str], contents: Sequence[Mapping[str, Any]]) -> str:
    """`text` with each of its `unsaid` words, given folded, replaced by the nearest that these contents say.

    Of words that are as near, the one that most of them say. Empty where nothing is near.
    """
    typed, said = words(text), [_said(content) for content in contents]
    nearest = [_nearest(word, said) if word.folded in unsaid else "" for word in typed]
    return " ".join(near or word.typed for word, near in zip(typed, nearest, strict=True)) if any(nearest) else ""


def _said(content: Mapping[str, Any]) -> dict[str, str]:
    """The words of a content as they are written, by their folded form."""
    texts = [part for text in content["texts"].values() for part in (text["title"], text["summary"], text["body"])]
    lines = (content["title"], *content["names"], content["byline"], *content["keywords"], *texts)
    said: dict[str, str] = {}
    for line in lines:
        for start, stop, folded in words_with_places(line):
            said.setdefault(folded, line[start:stop].casefold())
    return said


def _nearest(word: Word, said: Sequence[Mapping[str, str]]) -> str:
    """The word that differs least, empty where none is near."""
    typos = allowed_typos(word.folded)
    spoken = Counter(folded for words_of_one in said for folded in words_of_one if folded[:1] == word.folded[:1])
    near = ((OSA.distance(word.folded, folded, score_cutoff=typos), -times, folded) for folded, times in spoken.items())
    distance, _times, best = min(near, default=(typos + 1, 0, ""))
    return next(one[best] for one in said if best in one) if distance <= typos else ""
