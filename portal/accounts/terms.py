"""The terms of use that accounts accept. The room that publishes them registers them in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """One version of the terms, and where it is read."""

    version: str
    url: str


_current: list[Callable[[str], Terms | None]] = []


def register_current(current: Callable[[str], Terms | None]) -> None:
    """`current` gives the terms in force for a language."""
    _current[:] = [current]


def current_terms(language: str) -> Terms | None:
    return next((current(language) for current in _current), None)
