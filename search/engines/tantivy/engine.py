"""The engine itself: what each of its deeds is made of."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from time import time_ns
from typing import Any

from search.engines import SilentEngineError
from search.engines.documents import Change
from search.engines.tantivy import auditing, folder, writing
from search.engines.tantivy.counting import counts, how_many
from search.engines.tantivy.failures import silent_if_broken
from search.engines.tantivy.matching import matching
from search.engines.tantivy.ranking import ordered
from search.engines.tantivy.reading import Reader, searcher_of
from search.engines.tantivy.typos import Near, near_in
from search.queries import Found, Query


class TantivyEngine:
    """An index in the data folder. Whoever has its turn writes; everybody reads what was committed last."""

    keeps_an_index = True

    def __init__(self) -> None:
        self._reader = Reader()

    def find(self, query: Query) -> Found:
        _read_terms(query)
        with silent_if_broken("Searching"):
            searcher, now = self._reader.searcher(), _now()
            near = _near(searcher, query)
            keys, total = ordered(searcher, query, now, near)
            return Found(keys, total, counts(searcher, query, now, near))

    def count(self, query: Query) -> int:
        _read_terms(query)
        with silent_if_broken("Counting"):
            searcher = self._reader.searcher()
            return how_many(searcher, matching(query, _now(), _near(searcher, query)))

    def index_in_use(self) -> str | None:
        return folder.index_in_use()

    def turn(self) -> AbstractContextManager[bool]:
        return folder.turn()

    def write(self, changes: Sequence[Change], *, index: str = "", wait: bool = False) -> None:
        """Waiting costs nothing here: once this returns, every process sees what was written."""
        name = index or folder.index_in_use()
        if name is None:
            raise SilentEngineError("There is no search index in use that this version of the portal can write.")
        with silent_if_broken("Writing to the search index"):
            writing.write(name, changes)

    def new_index(self) -> str:
        return folder.new_index()

    def has_index(self, name: str) -> bool:
        return folder.has_index(name)

    def put_to_use(self, name: str) -> None:
        folder.put_to_use(name)

    def remove(self, name: str) -> None:
        folder.remove(name)

    def size(self, name: str) -> int:
        with silent_if_broken("Counting documents"):
            return auditing.size(searcher_of(name))

    def versions(self, name: str) -> Iterator[tuple[str, int]]:
        with silent_if_broken("Opening the search index"):
            searcher = searcher_of(name)
        yield from auditing.versions(searcher)

    def complaint(self) -> str:
        return folder.complaint()


def _read_terms(query: Query) -> None:
    """Has the database asked for synonyms: if that fails, it is no failure of the index."""
    _ = query.terms


def _near(searcher: Any, query: Query) -> Near | None:
    return near_in(searcher, query) if query.nearly else None


def _now() -> int:
    return time_ns() // 1000
