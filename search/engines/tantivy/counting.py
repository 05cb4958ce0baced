"""How many things there are, and how many each term of a group would show."""

from collections.abc import Mapping
from typing import Any, cast

from tantivy import Query as Clause
from tantivy import Searcher

from search.engines.tantivy import schema
from search.engines.tantivy.matching import matching, without_score
from search.engines.tantivy.typos import Near
from search.queries import KIND, Query

# More than there are languages times levels.
_MOST_TERMS = 20_000

Counts = dict[str, Mapping[str, int]]


def counts(searcher: Searcher, query: Query, now: int, near: Near | None) -> Counts:
    """Counts by group. A group of alternatives ignores its own choice; the others all share one question."""
    known = (KIND, *schema.groups())
    asked = [group for group in (*query.count, *query.tally) if group in known]
    own = [group for group in asked if query.facets.get(group) and not query.adds_up(group)]
    shared = [group for group in asked if group not in own]
    counted: Counts = {}
    for groups, question in [(shared, query), *(([group], query.without(group)) for group in own)]:
        if groups:
            counted |= _counted(searcher, without_score(matching(question, now, near)), groups)
    return counted


def how_many(searcher: Searcher, clause: Clause) -> int:
    """How many documents answer a clause."""
    # The count is missing in the types of the library only.
    return cast("int", cast("Any", searcher.search(without_score(clause), limit=1)).count)


def _counted(searcher: Searcher, clause: Clause, groups: list[str]) -> Counts:
    fields = {group: KIND if group == KIND else schema.facet(group) for group in groups}
    asked = {group: {"terms": {"field": field, "size": _MOST_TERMS}} for group, field in fields.items()}
    answer = searcher.aggregate(clause, asked)
    return {group: {bucket["key"]: bucket["doc_count"] for bucket in answer[group]["buckets"]} for group in groups}
