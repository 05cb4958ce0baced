"""What a process remembers holds as long as nothing changes."""

from collections.abc import Iterator
from itertools import count

import pytest
from pytest_django import Settings

from portal.operations import generation
from portal.operations.remembered import Remembered


@pytest.fixture
def numbers(settings: Settings) -> Iterator[int]:
    settings.PAGE_CACHE_BYTES = 1000
    return count()


def test_a_thing_is_made_once_for_a_key(numbers: Iterator[int]) -> None:
    remembered: Remembered[int] = Remembered()
    assert [remembered.get(key, lambda: next(numbers)) for key in ("a", "b", "a", "b")] == [0, 1, 0, 1]


def test_a_change_makes_everything_be_made_anew(numbers: Iterator[int]) -> None:
    remembered: Remembered[int] = Remembered()
    assert remembered.get("a", lambda: next(numbers)) == 0
    generation.advance()
    assert remembered.get("a", lambda: next(numbers)) == 1


def test_a_change_while_a_thing_is_made_is_not_missed(numbers: Iterator[int]) -> None:
    remembered: Remembered[int] = Remembered()

    def make_while_something_changes() -> int:
        generation.advance()
        return next(numbers)

    assert remembered.get("a", make_while_something_changes) == 0
    assert remembered.get("a", lambda: next(numbers)) == 1


def test_nothing_is_remembered_while_the_generation_is_unknown(
    numbers: Iterator[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generation, "current", lambda: None)
    remembered: Remembered[int] = Remembered()
    assert [remembered.get("a", lambda: next(numbers)) for _ in range(2)] == [0, 1]


def test_without_room_for_pages_nothing_is_remembered(numbers: Iterator[int], settings: Settings) -> None:
    settings.PAGE_CACHE_BYTES = 0
    remembered: Remembered[int] = Remembered()
    assert [remembered.get("a", lambda: next(numbers)) for _ in range(2)] == [0, 1]
