"""The headings of a body, and the words of its links."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from wagtail.blocks import BoundBlock

HEADINGS = {"h2": 2, "h3": 3}


class _Reader(HTMLParser):
    """Notes headings and the words of links while it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.links: list[str] = []
        self._in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            self.headings.append(HEADINGS[tag])
        elif tag == "a":
            self.links.append("")
            self._in_link = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._in_link = False

    def handle_data(self, data: str) -> None:
        if self._in_link:
            self.links[-1] += data


def _read(source: str) -> _Reader:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader


def headings(source: str) -> list[int]:
    """The levels of the headings in rich text, in their order."""
    return _read(source).headings


def link_texts(source: str) -> list[str]:
    """What the links in rich text say."""
    return [" ".join(link.split()) for link in _read(source).links]


def levelled(body: Iterable[BoundBlock]) -> Iterator[tuple[BoundBlock, int]]:
    """Each block with the level that a heading of its own takes: 3 below a heading of the second level, else 2."""
    level = 2
    for block in body:
        yield block, level
        if 2 in _levels(block):
            level = 3


def misplaced_heading(body: Iterable[BoundBlock]) -> int | None:
    """The place of the first block with a heading of the third level and none of the second above it."""
    for place, (block, level) in enumerate(levelled(body)):
        if level == 2 and _levels(block)[:1] == [3]:
            return place
    return None


def _levels(block: BoundBlock) -> list[int]:
    if block.block.name == "text":
        return headings(block.value.source)
    # Cards always stand below a heading of the second level, seen or heard.
    return [2] if block.block.name == "cards" else []
