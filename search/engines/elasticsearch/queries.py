"""From a question to the searches that answer it.

One search gives the page, another the counts of all groups that share its filters, and each group whose own
choice does not count for it has one of its own. At a million things this took a tenth of the time of one
search with aggregations behind filters, because counts of everything are read off the index and the
searches that only count are remembered by the server.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, TypeAlias

from elasticsearch.dsl.aggs import Terms
from elasticsearch.dsl.query import Bool
from elasticsearch.dsl.query import Query as Asked

from search.engines.elasticsearch.filters import asked_parts, filters
from search.engines.elasticsearch.words import closeness, said, said_somehow
from search.queries import KIND, Query, Sort

Body: TypeAlias = dict[str, Any]

# Further back than this the server does not page, and nobody reads.
LAST_HIT = 10_000
# More terms than any group has, also where an index is spread over several nodes.
_TERMS = 1000
_TERMS_OF_A_SHARD = 2000


class Gives(Enum):
    """What an answer takes from a search."""

    PAGE = auto()
    TOTAL_AND_COUNTS = auto()
    COUNTS = auto()


@dataclass(frozen=True, slots=True)
class OneSearch:
    """A search in some indices, and the groups that it counts."""

    gives: Gives
    indices: tuple[str, ...]
    body: Body
    groups: tuple[str, ...] = ()
    is_scored: bool = False
    is_worth_remembering: bool = False


def searches(query: Query, now: datetime) -> list[OneSearch]:
    """Everything to ask for one answer, but for searches that could find nothing."""
    asked = tuple(dict.fromkeys((*query.count, *query.tally)))
    own = [group for group in asked if query.facets.get(group) and not query.adds_up(group)]
    shared = tuple(group for group in asked if group not in own)
    # The words are the same in all searches, and are written down once.
    words = _written(said_somehow(query))
    every = [
        *_page(query, now, words),
        _counting(Gives.TOTAL_AND_COUNTS, query, now, words, shared),
        *(_counting(Gives.COUNTS, query.without(group), now, words, (group,)) for group in own),
    ]
    return [one for one in every if one.indices]


def counting(query: Query, now: datetime) -> list[OneSearch]:
    """Everything to ask for the total alone."""
    total = _counting(Gives.TOTAL_AND_COUNTS, query, now, _written(said_somehow(query)), ())
    return [total] if total.indices else []


def _page(query: Query, now: datetime, words: list[Body]) -> Iterable[OneSearch]:
    start, stop = query.slice.start, min(query.slice.stop, LAST_HIT)
    if start >= stop:
        return
    body = {
        "query": _scored(query, now) if _by_relevance(query) else _unscored(query, now, words),
        "sort": _order(query),
        "from": start,
        "size": stop - start,
        "track_total_hits": False,
        # The key is among the values sorted by, so no document has to be fetched.
        "stored_fields": "_none_",
    }
    yield OneSearch(Gives.PAGE, _indices(query), body, is_scored=_by_relevance(query))


def _counting(gives: Gives, query: Query, now: datetime, words: list[Body], groups: tuple[str, ...]) -> OneSearch:
    body: Body = {"query": _unscored(query, now, words), "size": 0, "track_total_hits": True}
    if groups:
        body["aggs"] = {group: _terms(group) for group in groups}
    # What depends on the moment is never asked again.
    is_worth_remembering = query.sort != Sort.SOONEST
    return OneSearch(gives, _indices(query), body, groups, is_worth_remembering=is_worth_remembering)


def _terms(group: str) -> Body:
    field = KIND if group == KIND else f"facets.{group}"
    body: Body = Terms(field=field, size=_TERMS, shard_size=_TERMS_OF_A_SHARD).to_dict()
    return body


def _by_relevance(query: Query) -> bool:
    return query.sort == Sort.RELEVANCE and bool(query.terms)


def _scored(query: Query, now: datetime) -> Body:
    words = said(query)
    enough = words if query.required == len(words) else [Bool(should=words, minimum_should_match=query.required)]
    body: Body = Bool(must=enough, should=closeness(query), filter=filters(query, now)).to_dict()
    return body


def _unscored(query: Query, now: datetime, words: list[Body]) -> Body:
    conditions = [*_written(filters(query, now)), *words]
    return {"bool": {"filter": conditions}} if conditions else {"match_all": {}}


def _written(queries: Iterable[Asked]) -> list[Body]:
    return [query.to_dict() for query in queries]


def _order(query: Query) -> list[Any]:
    newest = {"date": "desc"}
    orders: dict[Sort, list[Any]] = {
        Sort.RELEVANCE: [{"_score": "desc"}, newest] if _by_relevance(query) else [newest],
        Sort.NAME: ["sort_name"],
        Sort.NEWEST: [newest],
        Sort.SOONEST: ["starts"],
    }
    return [*orders[query.sort], "key"]


def _indices(query: Query) -> tuple[str, ...]:
    return tuple(part.reading for part in asked_parts(query))
