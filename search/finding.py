"""`find`: the one way to ask the catalogue. Lists, search boxes and the directory all come here."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from search import asking
from search.asking import Answer
from search.cards import split_key
from search.correcting import corrected
from search.highlights import Marker
from search.hits import Hit, hit
from search.labels import labels_for
from search.models import Document
from search.queries import FacetCount, Found, Query, Viewer
from search.registry import VisibleTo, registration

# With fewer than these, things that nearly say what was asked are of use too.
FEW = 10


@dataclass(frozen=True, slots=True)
class Results:
    """The answer: one page of hits, how many there are in all, and the counts of the groups asked for.

    `tallies` are counts by term of the groups whose labels nobody wants. `query` is what was answered. Where
    nothing says what was asked, it is `corrected`: another text, then given as `suggestion`, or the same with
    `nearly`. A `reduced` answer knows neither inflections nor typing errors, for the engine was silent.
    """

    query: Query
    hits: list[Hit]
    total: int
    facets: dict[str, list[FacetCount]]
    tallies: dict[str, Mapping[str, int]]
    suggestion: str = ""
    corrected: bool = False
    reduced: bool = False


def find(query: Query) -> Results:
    """What the viewer may find.

    What a hit shows is read from the catalogue's tables, and hits are checked once more against the rows as
    they are now, so whoever hides herself is gone from the page at the next request, before her card is made anew.
    """
    asked = asking.ask(query)
    answer = _nearest(query) if asked.could_be_nearer and not asked.found.total else asked
    answer = answer if answer.found.total else asked
    documents = _documents(answer)
    labels = labels_for(query, answer.found, documents)
    return Results(
        answer.query,
        _hits(answer.query, documents, labels),
        answer.found.total,
        {group: _facet(group, answer.found, query, labels.get(group, {})) for group in query.count},
        {group: answer.found.counts.get(group, {}) for group in query.tally},
        answer.query.text if answer.query.text != query.text else "",
        corrected=answer is not asked,
        reduced=answer.reduced,
    )


def close_to(results: Results) -> list[Hit]:
    """Things that nearly say what was asked, beside the few that say it all; none where those are enough."""
    query, found = results.query, {hit.key for hit in results.hits}
    if results.corrected or query.page > 1 or not 0 < results.total < FEW:
        return []
    asked = Answer(query, Found([], results.total, {}), results.reduced)
    if not asked.could_be_nearer:
        return []
    # Of several words that something says, none is mistyped; of a single one, none may be missing.
    mistyped = frozenset[str]() if len(query.terms) > 1 else None
    answer = asking.ask(replace(query, nearly=True, mistyped=mistyped, count=(), tally=()))
    documents = [document for document in _documents(answer) if document.entry.key not in found]
    return _hits(answer.query, documents[: FEW - results.total], labels_for(query, answer.found, documents))


def count(query: Query) -> int:
    """How many things there are, without showing one."""
    return asking.count(query)


def tally(query: Query, group: str) -> Mapping[str, int]:
    """How many things there are with each term of a group, without showing one."""
    return asking.ask(replace(query, count=(), tally=(group,), page=1, page_size=1)).found.counts.get(group, {})


def _nearest(query: Query) -> Answer:
    """The answer to what was meant, perhaps; else things that say most of what was asked, or nearly say it."""
    unsaid = _unsaid(query)
    approximate = replace(query, nearly=True, mistyped=frozenset(unsaid))
    nearly = asking.ask(approximate)
    if unsaid:
        # Every page is corrected by the words of the first, so that all of them answer the same question.
        first = nearly if query.page == 1 else asking.ask(replace(approximate, page=1, count=(), tally=()))
        if meant := corrected(query.text, unsaid, [document.content for document in _documents(first)]):
            answer = asking.ask(replace(query, text=meant))
            return answer if answer.found.total else nearly
    # Without a word that may be mistyped or missing, filters are what leaves nothing.
    return nearly if unsaid or len(query.terms) > 1 else Answer(query, Found([], 0, {}), reduced=False)


def _unsaid(query: Query) -> list[str]:
    """The words typed that nothing says, whatever filters were chosen: those may be mistyped."""
    words = [word for term in query.terms for word in term.alternatives[0]]
    return [word.folded for word in words if not asking.count(replace(query, text=word.typed, facets={}))]


def _documents(answer: Answer) -> list[Document]:
    return _still_answering(answer.query, _readable(answer.found.keys, answer.query.viewer))


def _hits(query: Query, documents: list[Document], labels: dict[str, dict[str, str]]) -> list[Hit]:
    marker = Marker(query.terms, typos=query.nearly and query.mistyped != frozenset())
    return [hit(document, query, labels, marker) for document in documents]


def _readable(keys: list[str], viewer: Viewer) -> list[Document]:
    """The faces that the viewer opens of these things, in this order, if she may still see them."""
    if not keys:
        return []
    kinds: dict[VisibleTo, list[str]] = defaultdict(list)
    for kind in dict.fromkeys(split_key(key)[0] for key in keys):
        kinds[registration(kind).visible_to].append(kind)
    documents = Document.objects.readable_by(viewer).filter(entry__key__in=keys).select_related("entry")
    visible = documents.of_things_in((visible_to(viewer.account), of) for visible_to, of in kinds.items())
    by_key = {document.entry.key: document for document in visible}
    return [by_key[key] for key in keys if key in by_key]


def _still_answering(query: Query, documents: list[Document]) -> list[Document]:
    """Without those found by what they no longer show, in an index that has not been told of it yet."""
    behind = {document.entry.key for document in documents if document.entry.unsent}
    gone = behind - asking.still_answering(query, behind) if behind else behind
    return [document for document in documents if document.entry.key not in gone]


def _facet(group: str, found: Found, query: Query, labels: dict[str, str]) -> list[FacetCount]:
    """Terms with a label, the most frequent first; what is chosen stays even where it counts nobody."""
    chosen = query.facets.get(group, ())
    counts = {**dict.fromkeys(chosen, 0), **found.counts.get(group, {})}
    terms = [
        FacetCount(term, labels[term], things, term in chosen) for term, things in counts.items() if term in labels
    ]
    return sorted(terms, key=lambda term: (-term.count, term.label))
