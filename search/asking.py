"""Asking the engine, and the catalogue's tables where it is silent."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from portal.operations.breaker import Breaker
from search.engines import Engine, SilentEngineError, engine
from search.engines.table import TableEngine
from search.queries import Found, Query

logger = logging.getLogger(__name__)

Given = TypeVar("Given")

_tables = TableEngine()
_breaker = Breaker(seconds=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and whether only the catalogue's tables were asked."""

    query: Query
    found: Found
    reduced: bool

    @property
    def could_be_nearer(self) -> bool:
        """Whether asking again with `nearly` may find more: the tables know nothing of what is near."""
        return bool(self.query.terms) and not self.reduced and engine().keeps_an_index


def ask(query: Query) -> Answer:
    """What the engine finds, or the tables where it is silent."""
    found, reduced = _given(lambda one: one.find(query))
    return Answer(query, found, reduced)


def count(query: Query) -> int:
    """How many things the engine finds, or the tables where it is silent."""
    return _given(lambda one: one.count(query))[0]


def still_answering(query: Query, keys: Collection[str]) -> set[str]:
    """Those of these things that answer the query by the tables, which are ahead of an index that was not told yet."""
    return _tables.among(query, keys)


def _given(ask_one: Callable[[Engine], Given]) -> tuple[Given, bool]:
    """The answer of the engine, or the one of the tables and true.

    An engine that was silent is left alone for ten seconds, so that waiting for it is paid once.
    """
    if _breaker.allows():
        try:
            given = ask_one(engine())
        except SilentEngineError as error:
            _breaker.trip()
            logger.warning("The search engine is silent, the catalogue's tables answer: %s", error)
        else:
            _breaker.mend()
            return given, False
    return ask_one(_tables), True
