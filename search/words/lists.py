"""Lists of words that are data: kept in text files beside this module and read when first needed."""

from functools import cache
from pathlib import Path


@cache
def lists(name: str) -> dict[str, frozenset[str]]:
    """The lists in `name`, by heading: each line is `heading: word word …`, or a comment after a `#`."""
    found: dict[str, frozenset[str]] = {}
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            heading, _colon, words = line.partition(":")
            found[heading] = found.get(heading, frozenset()) | frozenset(words.split())
    return found
