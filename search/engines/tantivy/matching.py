"""Which things answer a query: filters, and the words that have to be said. Pure functions over the schema."""

from collections.abc import Callable, Iterable

from tantivy import FieldType, Occur
from tantivy import Query as Clause

from search.cards import Face
from search.engines.tantivy import boosts, schema
from search.engines.tantivy.typos import Near
from search.queries import KIND, Query, Sort, Viewer
from search.wording import Alternative, Term, Word
from search.words.sounds import sound

SHORTEST_PREFIX = 2


def matching(query: Query, now: int, near: Near | None = None) -> Clause:
    """What answers the query; `now` in microseconds. With `near`, words near the typed ones are as good."""
    words = said(query, near)
    return every([*filters(query, now), *([at_least(query.required, words)] if near and words else words)])


def said(query: Query, near: Near | None = None) -> list[Clause]:
    """What a thing has to say, a clause for each term."""
    return [_says(term, query, near) for term in query.terms]


def filters(query: Query, now: int) -> list[Clause]:
    """What a thing has to be, whatever was typed. Nothing of it counts for the order."""
    clauses = [_is_open_to(query.viewer), _one_of("kind", query.kinds)]
    for group, terms in query.facets.items():
        clauses += _chosen(query, group, terms)
    if query.sort == Sort.SOONEST:
        clauses.append(Clause.range_query(schema.schema(), "ends", FieldType.Integer, lower_bound=now))
    return [without_score(clause) for clause in clauses]


def _is_open_to(viewer: Viewer) -> Clause:
    """Exactly one face of each thing."""
    if not viewer.networks:
        return _one_of("face", (Face.ANY, Face.PUBLIC))
    meets = _one_of("peers", viewer.networks)
    of_peers = every([is_("face", Face.PEERS), meets])
    of_members = Clause.boolean_query([(Occur.Must, is_("face", Face.MEMBERS)), (Occur.MustNot, meets)])
    return any_of([is_("face", Face.ANY), of_peers, of_members])


def _chosen(query: Query, group: str, terms: tuple[str, ...]) -> list[Clause]:
    if group == KIND:
        return [_one_of("kind", terms)]
    if group not in schema.groups():
        return [Clause.empty_query()]
    if query.adds_up(group):
        return [is_(schema.facet(group), term) for term in terms]
    return [_one_of(schema.facet(group), terms)]


def _says(term: Term, query: Query, near: Near | None) -> Clause:
    typed, *others = term.alternatives
    # What nobody typed nobody mistyped.
    otherwise = [Clause.boost_query(_says_all(other, query, None), boosts.OTHER_WORDING) for other in others]
    return best_of([_says_all(typed, query, near), *otherwise])


def _says_all(alternative: Alternative, query: Query, near: Near | None) -> Clause:
    return every([_is_said(word, query, near) for word in alternative])


def _is_said(word: Word, query: Query, near: Near | None) -> Clause:
    return best_of(
        [
            *_as_it_is(word),
            *_by_its_start(word),
            *(clause for language in schema.STEMMED for clause in _by_its_stem(word, language, query.language)),
            *_by_its_bulgarian_stem(word, query.language),
            *(counted(is_("labels", stem), boosts.LABEL) for stem in word.stems),
            fixed(is_("sounds", sound(word.folded)), boosts.NAME_SOUND),
            *(_nearly(near(word)) if near else ()),
        ]
    )


def _as_it_is(word: Word) -> Iterable[Clause]:
    for field, boost in (
        ("names", boosts.NAME),
        ("keywords", boosts.KEYWORD),
        ("byline", boosts.BYLINE),
        ("words", boosts.WORD),
    ):
        yield counted(is_(field, word.folded), boost)


def _by_its_start(word: Word) -> Iterable[Clause]:
    if len(word.folded) >= SHORTEST_PREFIX:
        yield fixed(starts("names", word.folded), boosts.NAME_PREFIX)
        yield fixed(starts("words", word.folded), boosts.WORD_PREFIX)


def _by_its_stem(word: Word, language: str, own: str) -> Iterable[Clause]:
    stems = schema.analyzer(language).analyze(word.typed)
    # What is left of an elided article says nothing: l'école.
    stems = [stem for stem in stems if len(stem) > 1] or stems
    if stems:
        yield from _in_language(language, own, lambda field: every([is_(field, stem) for stem in stems]))
    if language == "de" and stems:
        yield counted(every([is_(schema.PARTS, stem) for stem in stems]), boosts.PARTS)


def _by_its_bulgarian_stem(word: Word, own: str) -> Iterable[Clause]:
    if word.stem:
        yield from _in_language(schema.BULGARIAN, own, lambda field: is_(field, word.stem))


def _in_language(language: str, own: str, said_in: Callable[[str], Clause]) -> Iterable[Clause]:
    factor = boosts.OWN_LANGUAGE if language == own else 1.0
    yield counted(said_in(schema.lead(language)), boosts.LEAD * factor)
    yield counted(said_in(schema.body(language)), boosts.TEXT * factor)


def _nearly(words_by_typos: dict[int, list[str]]) -> Iterable[Clause]:
    for typos, words in words_by_typos.items():
        for field, boost in (("names", boosts.NAME_TYPO), ("words", boosts.WORD_TYPO)):
            yield fixed(Clause.term_set_query(schema.schema(), field, words), boost / typos)


# The few forms of clause that all of the above is made of.


def is_(field: str, term: str) -> Clause:
    """Has this very term. What cannot be written in UTF-8 is no term of anything."""
    return Clause.term_query(schema.schema(), field, _writable(term), "freq")


def starts(field: str, start: str) -> Clause:
    """Has a term that starts so. Of all ways to ask, an automaton without errors was the fastest by far."""
    return Clause.fuzzy_term_query(schema.schema(), field, start, 0, True, True)


def _one_of(field: str, terms: Iterable[str]) -> Clause:
    written = [_writable(term) for term in terms]
    return is_(field, written[0]) if len(written) == 1 else Clause.term_set_query(schema.schema(), field, written)


def _writable(term: str) -> str:
    return term.encode("utf-8", "replace").decode()


def every(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else Clause.boolean_query([(Occur.Must, clause) for clause in clauses])


def at_least(number: int, clauses: list[Clause]) -> Clause:
    """As many of these, and as much the better as there are more."""
    return Clause.boolean_query([(Occur.Should, clause) for clause in clauses], minimum_number_should_match=number)


def any_of(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else Clause.boolean_query([(Occur.Should, clause) for clause in clauses])


def best_of(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else Clause.disjunction_max_query(clauses, boosts.ALSO)


def counted(clause: Clause, boost: float) -> Clause:
    """Counts by how rare its words are."""
    return Clause.boost_query(clause, boost)


def fixed(clause: Clause, score: float) -> Clause:
    """Counts the same for every thing."""
    return Clause.const_score_query(clause, score)


def without_score(clause: Clause) -> Clause:
    return fixed(clause, 0.0)
