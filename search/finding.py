"""`find`: the one way to ask the catalogue. Lists, search boxes and the directory all come here."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import CharField, Value

from portal.vocabulary.languages import by_preference
from search import asking
from search.asking import Answer
from search.cards import split_key
from search.correcting import any_may_be_mistyped, corrected
from search.highlights import Marker, Piece
from search.models import Document
from search.queries import FacetCount, Found, Query, Viewer
from search.registry import registration

# With fewer hits than these, what was typed may have been mistyped.
_FEW = 3


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
    title_pieces: list[Piece]
    title_language: str
    names: list[str]
    byline: str
    url: str
    image: str
    summary: str
    summary_pieces: list[Piece]
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

    @property
    def emblem(self) -> str:
        """The template of what stands beside it on the search page, empty for its picture."""
        return registration(self.kind).emblem


@dataclass(frozen=True, slots=True)
class Results:
    """The answer: one page of hits, how many there are in all, and the counts of the groups asked for.

    `tallies` are counts by term of the groups whose labels nobody wants. `query` is what was answered: where
    nothing says what was asked, that is the same with `typos`. `suggestion` is what may have been meant, and
    finds something. A `reduced` answer knows neither inflections nor typing errors, for the engine was silent.
    """

    query: Query
    hits: list[Hit]
    total: int
    facets: dict[str, list[FacetCount]]
    tallies: dict[str, Mapping[str, int]]
    suggestion: str = ""
    reduced: bool = False

    @property
    def corrected(self) -> bool:
        """Whether nothing says what was asked, and these are things that nearly do."""
        return self.query.typos


def find(query: Query) -> Results:
    """What the viewer may find.

    What a hit shows is read from the catalogue's tables, and hits are checked once more against the rows as
    they are now, so whoever hides herself is gone from the page at the next request, before her card is made anew.
    """
    answer = asking.ask(query)
    nearly = asking.ask(replace(query, typos=True)) if _may_be_mistyped(query, answer) else None
    better = nearly if nearly and not answer.found.total and nearly.found.total else answer
    documents = _readable(better.found.keys, query.viewer)
    labels = _labels(query, better.found, documents)
    marker = Marker(query.terms, typos=better.query.typos)
    return Results(
        better.query,
        [_hit(document, query, labels, marker) for document in documents],
        better.found.total,
        {group: _facet(group, better.found, query, labels.get(group, {})) for group in query.count},
        {group: better.found.counts.get(group, {}) for group in query.tally},
        _suggestion(query, answer, nearly, documents),
        better.reduced,
    )


def count(query: Query) -> int:
    """How many things there are, without showing one."""
    return asking.count(query)


def tally(query: Query, group: str) -> Mapping[str, int]:
    """How many things there are with each term of a group, without showing one."""
    return asking.ask(replace(query, count=(), tally=(group,), page=1, page_size=1)).found.counts.get(group, {})


def _may_be_mistyped(query: Query, answer: Answer) -> bool:
    return bool(query.text) and not answer.reduced and answer.found.total < _FEW and any_may_be_mistyped(query.terms)


def _suggestion(query: Query, answer: Answer, nearly: Answer | None, shown: list[Document]) -> str:
    """The words of a thing that come nearest to those typed, if that thing is none of those found anyway."""
    if nearly is None or nearly.found.total <= answer.found.total:
        return ""
    others = shown if not answer.found.total else _readable(nearly.found.keys, query.viewer)
    known = set(answer.found.keys)
    return corrected(query.text, [one.content for one in others if one.entry.key not in known])


def _readable(keys: list[str], viewer: Viewer) -> list[Document]:
    """The faces that the viewer opens of these things, in this order, if she may still see them."""
    shown = _still_visible(keys, viewer)
    documents = Document.objects.readable_by(viewer).filter(entry__key__in=shown).select_related("entry")
    by_key = {document.entry.key: document for document in documents} if shown else {}
    return [by_key[key] for key in shown if key in by_key]


def _still_visible(keys: list[str], viewer: Viewer) -> list[str]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, pk in map(split_key, keys):
        by_kind[kind].append(pk)
    rows = [
        registration(kind)
        .visible_to(viewer.account)
        .filter(pk__in=pks)
        .order_by()
        .values_list(Value(kind, CharField()), "pk")
        for kind, pks in sorted(by_kind.items())
    ]
    # However many kinds there are, one question.
    shown = set(rows[0].union(*rows[1:], all=True)) if rows else set()
    return [key for key in keys if split_key(key) in shown]


def _labels(query: Query, found: Found, documents: list[Document]) -> dict[str, dict[str, str]]:
    """The labels of every term that the answer shows, asked for once a group."""
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
    return {name: dict(groups[name].labels(terms, query.language)) for name, terms in wanted.items() if name in groups}


def _facet(group: str, found: Found, query: Query, labels: dict[str, str]) -> list[FacetCount]:
    """Terms with a label, the most frequent first; what is chosen stays even where it counts nobody."""
    chosen = query.facets.get(group, ())
    counts = {**dict.fromkeys(chosen, 0), **found.counts.get(group, {})}
    terms = [
        FacetCount(term, labels[term], things, term in chosen) for term, things in counts.items() if term in labels
    ]
    return sorted(terms, key=lambda term: (-term.count, term.label))


def _hit(document: Document, query: Query, labels: dict[str, dict[str, str]], marker: Marker) -> Hit:
    content = document.content
    texts: dict[str, dict[str, str]] = content["texts"]
    languages = by_preference(texts, query.language)
    snippets = ((language, marker.snippet(texts[language]["body"], language)) for language in languages)
    snippet_language, pieces = next((found for found in snippets if found[1]), ("", []))
    chips = [chip.partition(":") for chip in content["chips"]]
    urls: dict[str, str] = content["urls"]
    # Documents of cards made by an earlier version lack what came later.
    titled = next((language for language in languages if texts[language].get("title")), "")
    title = texts[titled]["title"] if titled else content["title"]
    summary = texts[languages[0]]["summary"] if languages else ""
    summary_language = languages[0] if languages else query.language
    return Hit(
        key=document.entry.key,
        kind=document.kind,
        date=document.date,
        title=title,
        title_pieces=marker.pieces(title, titled),
        title_language=titled,
        names=content["names"],
        byline=content["byline"],
        url=urls.get(query.language) or next(iter(urls.values())),
        image=content["image"],
        summary=summary,
        summary_pieces=marker.pieces(summary, summary_language),
        summary_language=summary_language,
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
