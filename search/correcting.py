"""What somebody may have meant who typed what nothing says.

Taken from the words of a thing that she may see, so it betrays no word of another, and finds that thing.
"""

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
    """`text` with each of its `unsaid` words, given folded, replaced by the nearest that one of these contents says.

    Empty where nothing is near.
    """
    typed = words(text)
    for content in contents:
        said = _said(content)
        nearest = [_nearest(word, said) if word.folded in unsaid else "" for word in typed]
        if any(nearest):
            return " ".join(near or word.typed for word, near in zip(typed, nearest, strict=True))
    return ""


def _said(content: Mapping[str, Any]) -> dict[str, str]:
    """The words of a content as they are written, by their folded form."""
    texts = [part for text in content["texts"].values() for part in (text["title"], text["summary"], text["body"])]
    lines = (content["title"], *content["names"], content["byline"], *content["keywords"], *texts)
    said: dict[str, str] = {}
    for line in lines:
        for start, stop, folded in words_with_places(line):
            said.setdefault(folded, line[start:stop].casefold())
    return said


def _nearest(word: Word, said: Mapping[str, str]) -> str:
    """The word said that differs least, empty where none is near."""
    typos = allowed_typos(word.folded)
    near = (
        (OSA.distance(word.folded, folded, score_cutoff=typos), written)
        for folded, written in said.items()
        if folded[:1] == word.folded[:1]
    )
    return min((one for one in near if one[0] <= typos), default=(0, ""))[1]
