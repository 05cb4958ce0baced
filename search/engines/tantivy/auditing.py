"""What an index holds, for whoever compares it with the catalogue's tables."""

from collections.abc import Iterator
from string import digits

from tantivy import Occur, Searcher
from tantivy import Query as Clause

from search.engines.documents import ID_SEPARATOR
from search.engines.tantivy.counting import how_many
from search.engines.tantivy.failures import silent_if_broken
from search.engines.tantivy.matching import is_, starts
from search.engines.tantivy.writing import GONE

_CHUNK = 20_000
# Microseconds since 1970 are whole in a float until the year 2255.
_VERSION = {"version": {"max": {"field": "version"}}}


def size(searcher: Searcher) -> int:
    """The number of documents, without those that only say that a thing is gone."""
    return how_many(searcher, _there(Clause.all_query()))


def versions(searcher: Searcher) -> Iterator[tuple[str, int]]:
    """The id and version of every document, by id, with no more than twenty thousand in memory.

    The library gives no ids after a given one, so they are taken by how they start: all of a kind, or by the
    next digit where too many start alike.
    """
    for kind in sorted(_kinds(searcher), key=lambda kind: f"{kind}:"):
        yield from _starting(searcher, f"{kind}:")


def _kinds(searcher: Searcher) -> list[str]:
    with silent_if_broken("Reading kinds"):
        found = searcher.aggregate(Clause.all_query(), {"kinds": {"terms": {"field": "kind", "size": 10_000}}})
        return [bucket["key"] for bucket in found["kinds"]["buckets"]]


def _starting(searcher: Searcher, start: str) -> Iterator[tuple[str, int]]:
    with silent_if_broken("Reading versions"):
        clause = _there(starts("id", start))
        chunk = _chunk(searcher, clause) if how_many(searcher, clause) <= _CHUNK else None
    if chunk is not None:
        yield from chunk
        return
    # The separator ends the number, and comes after all digits.
    for character in (*digits, ID_SEPARATOR):
        yield from _starting(searcher, start + character)


def _chunk(searcher: Searcher, clause: Clause) -> list[tuple[str, int]]:
    # Grouping by id reads the ids of a segment in one go; sorting by id looks up each, which takes five times as long.
    by_id = {"terms": {"field": "id", "size": _CHUNK, "order": {"_key": "asc"}}, "aggs": _VERSION}
    found = searcher.aggregate(clause, {"ids": by_id})["ids"]["buckets"]
    return [(bucket["key"], int(bucket["version"]["value"])) for bucket in found]


def _there(clause: Clause) -> Clause:
    return Clause.boolean_query([(Occur.Must, clause), (Occur.MustNot, is_("face", GONE))])
