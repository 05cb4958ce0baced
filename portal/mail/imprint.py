"""Who sends the portal's mails, for their foot. The room that knows registers it in `ready()`."""

from collections.abc import Callable

_imprints: list[Callable[[str], list[str]]] = []


def register_imprint(lines: Callable[[str], list[str]]) -> None:
    """`lines` gives the lines for a language."""
    _imprints[:] = [lines]


def imprint(language: str) -> list[str]:
    return [line for lines in _imprints for line in lines(language)]
