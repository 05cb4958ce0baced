"""In which order things are given. Relevance is a score in tiers: what is called so comes first, always.

The library orders by one number, or by one field, and breaks ties by where a document happens to lie. So
enough hits are fetched that no tie is cut at the end of the page, and ties are ordered here: by date, the
newest first, then by key. Scores that differ by less than a hundredth are ties.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from tantivy import DocAddress, Occur, Order, Searcher
from tantivy import Query as Clause

from search.engines.tantivy import boosts
from search.engines.tantivy.matching import (
    SHORTEST_PREFIX,
    any_of,
    every,
    fixed,
    is_,
    matching,
    said,
    starts,
)
from search.engines.tantivy.typos import Near
from search.queries import Query, Sort

# No page reaches further; who pages through more than this looks for something else.
DEEPEST = 10_000
_MORE_THAN_THE_PAGE = 30


_Hit: TypeAlias = tuple[Any, DocAddress]


class Ordered(NamedTuple):
    """The keys of one page, and how many there are in all."""

    keys: list[str]
    total: int


class _By(NamedTuple):
    field: str | None
    direction: Order
    newest_of_a_tie: bool


def ordered(searcher: Searcher, query: Query, now: int, near: Near | None) -> Ordered:
    """One page of what answers the query."""
    by = _by(query)
    clause = matching(query, now, near) if by.field else _scored(query, now, near)
    start, stop = query.slice.start, min(query.slice.stop, DEEPEST)
    if start >= stop:
        return Ordered([], _search(searcher, clause, 1, by).count)
    limit = min(stop + _MORE_THAN_THE_PAGE, DEEPEST)
    result = _search(searcher, clause, limit, by)
    hits = _levelled(result.hits)
    while len(hits) == limit < DEEPEST and hits[-1][0] == hits[stop - 1][0]:
        limit = min(limit * 8, DEEPEST)
        hits = _levelled(_search(searcher, clause, limit, by, count=False).hits)
    return Ordered(list(_keys(searcher, hits, start, stop, by)), result.count)


def _by(query: Query) -> _By:
    if query.sort == Sort.NAME:
        return _By("sort_name", Order.Asc, False)
    if query.sort == Sort.SOONEST:
        return _By("starts", Order.Asc, False)
    if query.sort == Sort.NEWEST or not query.terms:
        return _By("date", Order.Desc, False)
    return _By(None, Order.Desc, True)


def _search(searcher: Searcher, clause: Clause, limit: int, by: _By, *, count: bool = True) -> Any:
    return searcher.search(clause, limit=limit, count=count, order_by_field=by.field, order=by.direction)


def _levelled(hits: list[_Hit]) -> list[_Hit]:
    return [(round(by, 2) if isinstance(by, float) else by, address) for by, address in hits]


def _keys(searcher: Searcher, hits: list[_Hit], start: int, stop: int, by: _By) -> Iterator[str]:
    place = 0
    for _value, tied in groupby(hits, key=lambda hit: hit[0]):
        addresses = [address for _by, address in tied]
        first, place = place, place + len(addresses)
        if place > start and first < stop:
            cut = slice(max(start - first, 0), stop - first)
            yield from _tie(searcher, addresses, cut, by)


def _tie(searcher: Searcher, addresses: list[DocAddress], cut: slice, by: _By) -> list[str]:
    """The keys of a part of what is as good as each other."""
    if len(addresses) == 1:
        return [_key(searcher, addresses[0])]
    dates = searcher.fast_field_values("date", addresses) if by.newest_of_a_tie else [0] * len(addresses)
    dated = sorted(zip(dates, addresses, strict=True), key=lambda one: -(one[0] or 0))
    keys: list[str] = []
    for _date, same in groupby(dated, key=lambda one: one[0]):
        of_a_day = [address for _date, address in same]
        if len(keys) >= cut.stop:
            break
        if len(keys) + len(of_a_day) <= cut.start:
            keys += [""] * len(of_a_day)
        else:
            keys += sorted(_key(searcher, address) for address in of_a_day)
    return keys[cut]


def _key(searcher: Searcher, address: DocAddress) -> str:
    key: str = searcher.doc(address)["key"][0]
    return key


def _scored(query: Query, now: int, near: Near | None) -> Clause:
    clauses = [(Occur.Must, matching(query, now, near)), (Occur.Should, _tier(query))]
    if near:
        clauses.append((Occur.Should, fixed(every(said(query)), boosts.AS_TYPED)))
        clauses.append((Occur.Should, fixed(every(said(query, near)), boosts.ALL_NEARLY)))
    return Clause.boolean_query(clauses)


def _tier(query: Query) -> Clause:
    """How near what was typed comes to a name. Small words such as "of" count in a whole name only."""
    text = " ".join(query.words)
    in_names = [_in_names(word.folded) for term in query.terms for word in term.alternatives[0]]
    return Clause.disjunction_max_query(
        [
            fixed(is_("name", text), boosts.FULL_NAME),
            fixed(starts("name", text), boosts.START_OF_NAME),
            fixed(every(in_names), boosts.ALL_IN_NAMES),
            fixed(any_of(in_names), boosts.SOME_IN_NAMES),
        ]
    )


def _in_names(word: str) -> Clause:
    return starts("names", word) if len(word) >= SHORTEST_PREFIX else is_("names", word)
