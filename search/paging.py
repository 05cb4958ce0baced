"""The pages of a result, as links."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One page number to go to, or a gap in the numbers."""

    number: int = 0
    url: str = ""
    current: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The way through the pages: the first, the last and those around the current one."""

    pages: int
    steps: list[Step]
    previous: str
    next: str


def pager(page: int, pages: int, url: Callable[[int], str]) -> Pager:
    """Links for `page` of `pages`; `url` gives the address of a page number."""
    shown = [number for number in range(1, pages + 1) if number in {1, pages} or abs(number - page) <= 2]
    steps: list[Step] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            steps.append(Step(gap=True))
        steps.append(Step(number, url(number), number == page))
    return Pager(pages, steps, url(page - 1) if page > 1 else "", url(page + 1) if page < pages else "")
