"""What a process remembers while nothing changes."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.conf import settings

from portal.operations import generation

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """Things made under the current generation, by key; all are forgotten once it advances.

    For parts of pages that many readers share, be they signed in or not. Nothing is remembered while
    the generation is unknown, or with `settings.PAGE_CACHE_BYTES` at 0. The keys must be few.
    """

    def __init__(self) -> None:
        self._generation: int | None = None
        self._made: dict[Hashable, Made] = {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, perhaps as it gave it before."""
        current = generation.current() if settings.PAGE_CACHE_BYTES else None
        if current is None:
            return make()
        if current != self._generation:
            self._generation, self._made = current, {}
        # Should the generation advance while `make` works, what it gives goes with the others of its time.
        made = self._made
        if key not in made:
            made[key] = make()
        return made[key]
