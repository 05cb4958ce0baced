"""Answers straight from the catalogue's own tables: names, words, filters and true counts.

For when a search engine is silent, and for tests that are about something else. Each word must be
the start of a word of the document; there is no stemming and no tolerance for typing errors.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import reduce
from operator import and_, or_

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.utils import timezone

from search.engines.documents import Change
from search.models import Document, DocumentTerm
from search.queries import KIND, Found, Query, Sort
from search.wording import Term


class TableEngine:
    """The catalogue's tables as an engine. It keeps no index, so there is nothing to write."""

    keeps_an_index = False

    def find(self, query: Query) -> Found:
        matching = _matching(query)
        page = _sorted(matching, query).values_list("entry__key", Window(Count("pk")))
        rows = list(page[query.slice])
        # Each row says how many there are. Where there is none, the page may be past the last, or of no size.
        total = rows[0][-1] if rows else matching.count() if query.slice.start or not query.page_size else 0
        return Found([key for key, _total in rows], total, _counts(query))

    def count(self, query: Query) -> int:
        return _matching(query).count()

    def among(self, query: Query, keys: Collection[str]) -> set[str]:
        """Those of these things that answer the query as the tables have them now."""
        return set(_matching(query).filter(entry__key__in=keys).values_list("entry__key", flat=True))

    def index_in_use(self) -> str | None:
        return None

    def turn(self) -> AbstractContextManager[bool]:
        return nullcontext(False)

    def write(self, changes: Sequence[Change], *, index: str = "", wait: bool = False) -> None:
        raise NotImplementedError

    def new_index(self) -> str:
        raise NotImplementedError

    def has_index(self, name: str) -> bool:
        return False

    def put_to_use(self, name: str) -> None:
        raise NotImplementedError

    def remove(self, name: str) -> None:
        raise NotImplementedError

    def size(self, name: str) -> int:
        raise NotImplementedError

    def versions(self, name: str) -> Iterator[tuple[str, int]]:
        raise NotImplementedError

    def complaint(self) -> str:
        return ""


def _matching(query: Query) -> QuerySet[Document]:
    documents = Document.objects.readable_by(query.viewer).filter(kind__in=query.kinds)
    if query.sort == Sort.SOONEST:
        documents = documents.filter(ends__gte=timezone.now())
    for term in query.terms:
        documents = documents.filter(_says(term))
    for group, terms in query.facets.items():
        documents = documents.filter(_has(query, group, terms))
    return documents


def _says(term: Term) -> Q:
    return reduce(
        or_,
        (
            reduce(and_, (Q(words__contains=f" {word.folded}") for word in alternative))
            for alternative in term.alternatives
        ),
    )


def _term_rows(group: str, terms: tuple[str, ...]) -> QuerySet[DocumentTerm]:
    return DocumentTerm.objects.filter(document=OuterRef("pk"), group=group, term__in=terms)


def _has(query: Query, group: str, terms: tuple[str, ...]) -> Q:
    if group == KIND:
        return Q(kind__in=terms)
    if not query.adds_up(group):
        return Q(Exists(_term_rows(group, terms)))
    condition = Q()
    for term in terms:
        condition &= Q(Exists(_term_rows(group, (term,))))
    return condition


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
    own = [group for group in asked if query.facets.get(group) and not query.adds_up(group)]
    shared = [group for group in asked if group not in own]
    for groups, question in [(shared, query), *(([group], query.without(group)) for group in own)]:
        if KIND in groups:
            counts[KIND] = dict(_matching(question).order_by().values_list("kind").annotate(things=Count("pk")))
        rows = (
            DocumentTerm.objects.filter(group__in=groups, document__in=_matching(question))
            .values_list("group", "term")
            .annotate(things=Count("pk"))
            .order_by()
        )
        for group, term, things in rows if groups else ():
            counts[group][term] = things
    return counts
