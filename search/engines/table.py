"""Answers straight from the catalogue's own tables: names, words, filters and true counts.

Meant for what a single association has, and for when a search engine is silent. Each word must be
the start of a word of the document; there is no stemming and no tolerance for typing errors.
"""

from collections import defaultdict
from functools import reduce
from operator import and_, or_

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.utils import timezone

from search.cards import Face
from search.models import Document, DocumentTerm
from search.queries import Found, FoundDocument, Query, Sort, Viewer
from search.registry import registration


def find(query: Query) -> Found:
    matching = _matching(query)
    page = _sorted(matching, query).values_list("entry__key", "kind", "date", "content", Window(Count("pk")))
    rows = list(page[query.slice])
    # Each row says how many there are; where there is none, the page may be one past the last.
    total = rows[0][-1] if rows else matching.count() if query.slice.start else 0
    return Found([FoundDocument(*row[:-1]) for row in rows], total, _counts(query))


def count(query: Query) -> int:
    return _matching(query).count()


def _matching(query: Query) -> QuerySet[Document]:
    documents = Document.objects.filter(_readable_by(query.viewer), kind__in=query.kinds)
    if query.sort == Sort.SOONEST:
        documents = documents.filter(ends__gte=timezone.now())
    for word in query.words:
        documents = documents.filter(words__contains=f" {word}")
    for group, terms in query.facets.items():
        documents = documents.filter(_has(query, group, terms))
    return documents


def _readable_by(viewer: Viewer) -> Q:
    """Opens exactly one face of each thing, so nothing is counted twice and nothing leaks into a count."""
    if not viewer.networks:
        return Q(face__in=[Face.ANY, Face.PUBLIC])
    meets = Exists(_term_rows(DocumentTerm.PEERS, tuple(viewer.networks)))
    return Q(face=Face.ANY) | Q(meets, face=Face.PEERS) | Q(~meets, face=Face.MEMBERS)


def _term_rows(group: str, terms: tuple[str, ...]) -> QuerySet[DocumentTerm]:
    return DocumentTerm.objects.filter(document=OuterRef("pk"), group=group, term__in=terms)


def _has(query: Query, group: str, terms: tuple[str, ...]) -> Q:
    if not _every(query, group):
        return Q(Exists(_term_rows(group, terms)))
    condition = Q()
    for term in terms:
        condition &= Q(Exists(_term_rows(group, (term,))))
    return condition


def _every(query: Query, group: str) -> bool:
    return any(group in room.facet_groups and room.facet_groups[group].every for room in map(registration, query.kinds))


def _sorted(documents: QuerySet[Document], query: Query) -> QuerySet[Document]:
    if query.sort == Sort.NAME:
        return documents.order_by("sort_name", "pk")
    if query.sort == Sort.SOONEST:
        return documents.order_by("starts", "pk")
    if query.sort == Sort.NEWEST or not query.words:
        return documents.order_by("-date", "-pk")
    text = " ".join(query.words)
    in_names = [Q(names__contains=f" {word}") for word in query.words]
    closeness = Case(
        When(names__contains=f"| {text} |", then=Value(0)),
        When(names__contains=f"| {text}", then=Value(1)),
        When(reduce(and_, in_names), then=Value(2)),
        When(reduce(or_, in_names), then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    return documents.order_by(closeness, "-date", "-pk")


def _counts(query: Query) -> dict[str, dict[str, int]]:
    """Counts by group. A group of alternatives ignores its own choice; the others all share one question."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    asked = (*query.count, *query.tally)
    own = [group for group in asked if query.facets.get(group) and not _every(query, group)]
    shared = [group for group in asked if group not in own]
    for groups, question in [(shared, query), *(([group], query.without(group)) for group in own)]:
        rows = (
            DocumentTerm.objects.filter(group__in=groups, document__in=_matching(question))
            .values_list("group", "term")
            .annotate(things=Count("pk"))
            .order_by()
        )
        for group, term, things in rows if groups else ():
            counts[group][term] = things
    return counts
