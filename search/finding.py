"""`find`: the one way to ask the catalogue. Lists, search boxes and the directory all come here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Value

from portal.vocabulary.languages import by_preference
from search.cards import split_key
from search.engines import table
from search.highlights import Piece, snippet
from search.queries import FacetCount, Found, FoundDocument, Query, Viewer
from search.registry import registration


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, as the viewer may see it and in the reader's language where the thing has it.

    `title_language` is empty for a title that belongs to no language, such as a person's name. `date` is
    when it appeared; `starts` and `ends` are in the time of the place where it takes place, if it does.
    """

    key: str
    kind: str
    date: datetime
    title: str
    title_language: str
    names: list[str]
    byline: str
    url: str
    image: str
    summary: str
    summary_language: str
    snippet: list[Piece]
    snippet_language: str
    chips: list[str]
    facets: dict[str, list[str]]
    starts: datetime | None
    ends: datetime | None
    cancelled: bool

    @property
    def pk(self) -> int:
        return split_key(self.key)[1]

    @property
    def kind_name(self) -> str:
        """What kind of thing it is, in the current language: "article"."""
        return str(registration(self.kind).model._meta.verbose_name)

    @property
    def template(self) -> str:
        return registration(self.kind).template


@dataclass(frozen=True, slots=True)
class Results:
    """The answer: one page of hits, how many there are in all, and the counts of the groups asked for.

    `tallies` are counts by term of the groups whose labels nobody wants.
    """

    hits: list[Hit]
    total: int
    facets: dict[str, list[FacetCount]]
    tallies: dict[str, Mapping[str, int]]


def find(query: Query) -> Results:
    """What the viewer may find.

    Hits are checked once more against the rows as they are now, so whoever hides herself is gone
    from the page at the next request, before her card is made anew.
    """
    found = table.find(query)
    labels = _labels(query, found)
    hits = [_hit(document, query, labels) for document in _still_visible(found.documents, query.viewer)]
    facets = {group: _facet(group, found, query, labels.get(group, {})) for group in query.count}
    tallies = {group: found.counts.get(group, {}) for group in query.tally}
    return Results(hits, found.total, facets, tallies)


def count(query: Query) -> int:
    """How many things there are, without showing one."""
    return table.count(query)


def _still_visible(documents: Iterable[FoundDocument], viewer: Viewer) -> list[FoundDocument]:
    documents = list(documents)
    rows = []
    for kind in sorted({document.kind for document in documents}):
        pks = [split_key(document.key)[1] for document in documents if document.kind == kind]
        visible = registration(kind).visible_to(viewer.account).filter(pk__in=pks).order_by()
        rows.append(visible.values_list(Value(kind, CharField()), "pk"))
    # However many kinds there are, one question.
    shown = set(rows[0].union(*rows[1:], all=True)) if rows else set()
    return [document for document in documents if split_key(document.key) in shown]


def _labels(query: Query, found: Found) -> dict[str, dict[str, str]]:
    """The labels of every term that the answer shows, asked for once a group."""
    wanted: dict[str, set[str]] = {
        group: {*terms, *query.facets.get(group, ())} for group, terms in found.counts.items() if group in query.count
    }
    for group, terms in query.facets.items():
        wanted.setdefault(group, set()).update(terms)
    for document in found.documents:
        for chip in document.content["chips"]:
            group, _colon, term = chip.partition(":")
            wanted.setdefault(group, set()).add(term)
    groups = {name: group for kind in query.kinds for name, group in registration(kind).facet_groups.items()}
    return {name: dict(groups[name].labels(terms, query.language)) for name, terms in wanted.items() if name in groups}


def _facet(group: str, found: Found, query: Query, labels: dict[str, str]) -> list[FacetCount]:
    """Terms with a label, the most frequent first; what is chosen stays even where it counts nobody."""
    chosen = query.facets.get(group, ())
    counts = {**dict.fromkeys(chosen, 0), **found.counts.get(group, {})}
    terms = [
        FacetCount(term, labels[term], things, term in chosen) for term, things in counts.items() if term in labels
    ]
    return sorted(terms, key=lambda term: (-term.count, term.label))


def _hit(document: FoundDocument, query: Query, labels: dict[str, dict[str, str]]) -> Hit:
    content = document.content
    texts: dict[str, dict[str, str]] = content["texts"]
    languages = by_preference(texts, query.language)
    snippets = ((language, snippet(texts[language]["body"], query.words)) for language in languages)
    snippet_language, pieces = next((found for found in snippets if found[1]), ("", []))
    chips = [chip.partition(":") for chip in content["chips"]]
    urls: dict[str, str] = content["urls"]
    # Documents of cards made by an earlier version lack what came later.
    titled = next((language for language in languages if texts[language].get("title")), "")
    return Hit(
        key=document.key,
        kind=document.kind,
        date=document.date,
        title=texts[titled]["title"] if titled else content["title"],
        title_language=titled,
        names=content["names"],
        byline=content["byline"],
        url=urls.get(query.language) or next(iter(urls.values())),
        image=content["image"],
        summary=texts[languages[0]]["summary"] if languages else "",
        summary_language=languages[0] if languages else query.language,
        snippet=pieces,
        snippet_language=snippet_language,
        chips=[labels[group][term] for group, _colon, term in chips if term in labels.get(group, {})],
        facets=content["facets"],
        starts=_moment(content.get("starts")),
        ends=_moment(content.get("ends")),
        cancelled=content.get("cancelled", False),
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
