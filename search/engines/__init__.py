"""The engines that answer queries. Each is asked and written to in the same way.

An engine keeps an *index* of the catalogue under a name; one index at a time is in use. What an index
holds is made from the catalogue's tables and can always be made again. Only modules below this one and
the settings know which engines there are.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.documents import Change
from search.queries import Found, Query


class SilentEngineError(Exception):
    """The engine did not answer in time, cannot be reached, or has no index in use."""


class Engine(Protocol):
    """What answers queries. Whatever fails for reasons outside this process raises `SilentEngineError`."""

    keeps_an_index: bool

    def find(self, query: Query) -> Found:
        """One page of keys, how many there are in all, and the counts of the groups asked for."""
        ...

    def count(self, query: Query) -> int:
        """How many things there are."""
        ...

    def index_in_use(self) -> str | None:
        """The name of the index that answers, None where there is none."""
        ...

    def turn(self) -> AbstractContextManager[bool]:
        """Taking a turn at writing to the index in use: true inside for whoever may write now."""
        ...

    def write(self, changes: Sequence[Change], *, index: str = "", wait: bool = False) -> None:
        """Put these things into the index in use, or into another one, each unless a later version stands there.

        With `wait`, what was written is found by whoever asks after this returns.
        """
        ...

    def new_index(self) -> str:
        """Make an empty index and give its name; it answers nothing until it is put to use."""
        ...

    def has_index(self, name: str) -> bool:
        """Whether the index is there and of the shape that this version of the portal writes."""
        ...

    def put_to_use(self, name: str) -> None:
        """Have this index answer from now on, in one step. The one before is kept, all others are removed."""
        ...

    def remove(self, name: str) -> None:
        """Remove an index that is not in use; nothing where there is none."""
        ...

    def size(self, name: str) -> int:
        """How many documents the index holds, those just written included."""
        ...

    def versions(self, name: str) -> Iterator[tuple[str, int]]:
        """The id and version of every document, by id in the order of code points."""
        ...

    def complaint(self) -> str:
        """What an operator should know that keeps this engine from working: one sentence, empty where all is well."""
        ...


def engine() -> Engine:
    """The engine that this installation has chosen."""
    return _engine(settings.SEARCH_ENGINE)


@cache
def _engine(path: str) -> Engine:
    made: Engine = import_string(path)()
    return made
