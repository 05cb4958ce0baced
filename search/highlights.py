"""The part of a text that answers a question, with the words that were asked for marked."""

from dataclasses import dataclass

from search.folding import words_with_places

_LENGTH = 180


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a template escapes it and draws a mark where `marked`."""

    text: str
    marked: bool = False


def snippet(text: str, words: list[str], length: int = _LENGTH) -> list[Piece]:
    """About `length` characters of `text` around the first word asked for, or nothing if none occurs."""
    if not words:
        return []
    places = [start for start, _stop, folded in words_with_places(text) if folded.startswith(tuple(words))]
    if not places:
        return []
    start = _word_start(text, max(0, places[0] - length // 3))
    end = min(len(text), start + length)
    end = len(text) if end == len(text) else max(text.rfind(" ", start, end), places[0] + 1)
    cut = _highlight(text[start:end].strip(), words)
    return [*([Piece("… ")] if start else []), *cut, *([Piece(" …")] if end < len(text) else [])]


def _highlight(text: str, words: list[str]) -> list[Piece]:
    """`text` in pieces, marked where a word of it starts with one of the folded `words`."""
    pieces, end = [], 0
    for start, stop, folded in words_with_places(text):
        if folded and folded.startswith(tuple(words)):
            pieces += [Piece(text[end:start]), Piece(text[start:stop], marked=True)]
            end = stop
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.text]


def _word_start(text: str, place: int) -> int:
    return place and text.find(" ", place) + 1
