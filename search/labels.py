"""The labels of what an answer shows, asked of the rooms that keep them."""

from collections.abc import Collection, Iterable

from portal.operations.remembered import Remembered
from search.models import Document
from search.queries import Found, Query
from search.registry import FacetGroup, registration

_remembered: Remembered[dict[str, str]] = Remembered()


def labels_for(query: Query, found: Found, documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    """The labels by term of every group that the answer shows: counted, chosen, or on a hit."""
    wanted: dict[str, set[str]] = {
        group: {*terms, *query.facets.get(group, ())} for group, terms in found.counts.items() if group in query.count
    }
    for group, terms in query.facets.items():
        wanted.setdefault(group, set()).update(terms)
    for document in documents:
        for chip in document.content["chips"]:
            group, _colon, term = chip.partition(":")
            wanted.setdefault(group, set()).add(term)
    groups = {name: group for kind in query.kinds for name, group in registration(kind).facet_groups.items()}
    return {name: _labels(groups[name], terms, query.language) for name, terms in wanted.items() if name in groups}


def _labels(group: FacetGroup, terms: Collection[str], language: str) -> dict[str, str]:
    """Remembered by the process until something changes: the rooms keep their labels in tables."""
    known = _remembered.get((group.name, language), dict)
    if unknown := [term for term in terms if term not in known]:
        known.update(group.labels(unknown, language))
    return {term: known[term] for term in terms if term in known}
