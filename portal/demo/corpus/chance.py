"""Picking things by chance, the first of a list most."""

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeAlias, TypeVar

# Gives a number from 0 to 1, without 1.
Chance: TypeAlias = Callable[[], float]
T_co = TypeVar("T_co", covariant=True)


class Picks(Protocol[T_co]):
    def pick(self, chance: Chance) -> T_co: ...


class Ranked(Generic[T_co]):
    """Things of which the first is picked most: the one at rank n in proportion to `shares[n]`, or as Zipf has it."""

    __slots__ = ("_sums", "_things")

    def __init__(self, things: Sequence[T_co], exponent: float = 1.0, shares: Iterable[float] = ()) -> None:
        self._things = things
        sums = list(accumulate(shares or (1 / rank**exponent for rank in range(1, len(things) + 1))))
        # The last sum is left out, so that no rounding leads past the last thing.
        self._sums = [each / sums[-1] for each in sums[:-1]]

    def pick(self, chance: Chance) -> T_co:
        return self._things[bisect(self._sums, chance())]

    def some(self, chance: Chance, number: int) -> tuple[T_co, ...]:
        """Up to `number` different things."""
        return tuple(dict.fromkeys(self.pick(chance) for _turn in range(number)))


class Joined:
    """Words put together of two parts, as German does."""

    __slots__ = ("_first", "_second")

    def __init__(self, first: Sequence[str], second: Sequence[str]) -> None:
        self._first, self._second = Ranked(first, 0.8), Ranked(second, 0.8)

    def pick(self, chance: Chance) -> str:
        return self._first.pick(chance) + self._second.pick(chance)
