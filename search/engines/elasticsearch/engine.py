"""Elasticsearch as the engine of the portal's search."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from django.utils import timezone

from search.engines.documents import Change
from search.engines.elasticsearch import complaints, indices, queries, requests, writing
from search.queries import Found, Query


class ElasticsearchEngine:
    """An index on a server of the same major version as the client; every process may write at any time."""

    keeps_an_index = True

    def find(self, query: Query) -> Found:
        return requests.ask(queries.searches(query, timezone.now()))

    def count(self, query: Query) -> int:
        return requests.ask(queries.counting(query, timezone.now())).total

    def index_in_use(self) -> str | None:
        return indices.in_use()

    def turn(self) -> AbstractContextManager[bool]:
        return nullcontext(True)

    def write(self, changes: Sequence[Change], *, index: str = "", wait: bool = False) -> None:
        writing.write(changes, index, wait=wait)

    def new_index(self) -> str:
        return indices.create()

    def has_index(self, name: str) -> bool:
        return indices.has_shape(name)

    def put_to_use(self, name: str) -> None:
        indices.put_to_use(name)

    def remove(self, name: str) -> None:
        indices.remove(name)

    def size(self, name: str) -> int:
        return indices.size(name)

    def versions(self, name: str) -> Iterator[tuple[str, int]]:
        return indices.versions(name)

    def complaint(self) -> str:
        return complaints.complaint()
