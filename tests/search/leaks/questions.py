"""Random questions to a population, and what must hold for each answer."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from search.finding import Results, find
from search.folding import fold
from search.page.kinds import kinds_of
from search.page.suggestions import suggestions
from search.queries import KIND, Query, Sort, Viewer
from tests.search.leaks.oracle import PAGE_KINDS, Thing, chosen, counted, still_on, words_of
from tests.search.leaks.population import Population
from tests.search.leaks.words import SURE, TRACES

IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
EXAMPLES = 2500 if IS_THOROUGH else 60
MEMBERS = ("works_in", "country", "speaks", "language", "expertise", "audience", "network")
GROUPS = {("member",): MEMBERS, PAGE_KINDS[:3]: ("country", "year", "written_in")}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Question:
    """Who asks, and what. `traces` are words that stand somewhere, each with how it was typed."""

    viewer: str
    kinds: tuple[str, ...]
    traces: tuple[tuple[str, str], ...]
    facets: Mapping[str, tuple[str, ...]]
    sort: Sort
    language: str
    page_size: int

    @property
    def text(self) -> str:
        return " ".join(TRACES[trace](word) for word, trace in self.traces)

    @property
    def is_sure(self) -> bool:
        """Whether each engine has to find all that says it."""
        return all(trace in SURE for _word, trace in self.traces)


def questions(population: Population) -> st.SearchStrategy[Question]:
    def about(kinds: tuple[str, ...]) -> st.SearchStrategy[Question]:
        groups = st.lists(st.sampled_from(GROUPS.get(kinds, ("country",))), max_size=2, unique=True)
        facets = groups.flatmap(
            lambda names: st.fixed_dictionaries(
                {
                    name: st.lists(st.sampled_from(population.terms[name]), min_size=1, max_size=2, unique=True)
                    for name in names
                }
            )
        ).map(lambda chosen: {name: tuple(terms) for name, terms in chosen.items()})
        traces = st.lists(
            st.tuples(st.sampled_from(population.words), st.sampled_from(sorted(TRACES))), max_size=3
        ).map(tuple)
        return st.builds(
            Question,
            viewer=st.sampled_from(sorted(population.viewers)),
            kinds=st.just(kinds),
            traces=traces,
            facets=st.one_of(st.just({}), facets),
            sort=st.sampled_from(Sort),
            language=st.sampled_from(["en", "bg", "de"]),
            page_size=st.sampled_from([3, 7, 200]),
        )

    return st.sampled_from([*GROUPS, kinds_of("")]).flatmap(about)


def ask_many(
    population: Population,
    check: Callable[[Population, Question], None],
    examples: int = EXAMPLES,
    *,
    shrink: bool = True,
) -> None:
    """Ask so many questions, the same ones each time, unless many more were asked for."""
    phases = [Phase.generate, *([Phase.shrink] if shrink else [])]

    @settings(
        max_examples=examples,
        derandomize=not IS_THOROUGH,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(questions(population))
    def ask(question: Question) -> None:
        check(population, question)

    ask()


def check(population: Population, question: Question) -> None:
    """Everything that an answer gives is of what the reader may read, and counts no more and no less than that."""
    account = population.viewers[question.viewer]
    everything = [thing for thing in population.readable_by(question.viewer) if thing.kind in question.kinds]
    may = _saying(still_on(everything) if question.sort == Sort.SOONEST else everything, question)
    answers = chosen(may, question.facets)
    query = Query(
        Viewer.of(account),
        question.kinds,
        question.language,
        question.text,
        question.facets,
        count=GROUPS.get(question.kinds, ("country", "written_in")),
        tally=(KIND,),
        sort=question.sort,
        page_size=200,
    )
    results = find(query)

    keys = [hit.key for hit in results.hits]
    assert len(keys) == len(set(keys)) == results.total
    if results.corrected:
        # Nothing says all that was asked, so these are things that say some of it, be it mistyped.
        assert not (question.is_sure and answers)
        may = _saying_some(everything, question)
        answers = chosen(may, question.facets)
    assert set(keys) <= {thing.key for thing in answers}
    if question.is_sure and not results.corrected:
        assert set(keys) == {thing.key for thing in answers}
    _check_counts(question, results, may, exactly=question.is_sure and not results.corrected)
    _check_words(population, question, results, everything)
    _check_pages(query, question.page_size, results)
    _check_suggestions(population, question)


def _saying_some(things: list[Thing], question: Question) -> list[Thing]:
    asked = {word for word, _trace in question.traces}
    return [thing for thing in things if asked & thing.words]


def _saying(things: list[Thing], question: Question) -> list[Thing]:
    asked = {word for word, _trace in question.traces}
    return [thing for thing in things if asked <= thing.words]


def _check_counts(question: Question, results: Results, may: list[Thing], *, exactly: bool) -> None:
    told = {group: {one.term: one.count for one in terms if one.count} for group, terms in results.facets.items()}
    for group, counts in told.items():
        expected = counted(may, question.facets, group)
        assert all(number <= expected.get(term, 0) for term, number in counts.items()), group
        if exactly:
            assert counts == expected, group
    kinds: dict[str, int] = {}
    for thing in chosen(may, question.facets):
        kinds[thing.kind] = kinds.get(thing.kind, 0) + 1
    assert all(number <= kinds.get(kind, 0) for kind, number in results.tallies[KIND].items())
    if exactly:
        assert {kind: number for kind, number in results.tallies[KIND].items() if number} == kinds


def _check_words(population: Population, question: Question, results: Results, readable: list[Thing]) -> None:
    """No word is shown that stands only where the reader may not read; the words of her own question are hers."""
    known = words_of(readable)
    # A term that she chose herself is named to her.
    named = [one for terms in results.facets.values() for one in terms if not one.count and one.selected]
    others = [one for terms in results.facets.values() for one in terms if one not in named]
    shown = _known_words(population, repr(results.hits), *(one.label for one in others))
    assert shown <= known, shown - known
    meant = _known_words(population, results.suggestion) - {fold(word) for word in question.text.split()}
    assert meant <= known, meant - known
    if results.suggestion:
        assert find(Query(results.query.viewer, question.kinds, question.language, results.suggestion)).total or (
            question.facets or question.sort == Sort.SOONEST
        )


def _known_words(population: Population, *texts: str) -> set[str]:
    return {fold(word) for text in texts for word in _WORD.findall(text)} & set(population.words)


def _check_pages(query: Query, size: int, whole: Results) -> None:
    """The second page goes on where the first ended, with the same total. A longer first page may mean another word."""
    first, second = (find(replace(query, count=(), tally=(), page=page, page_size=size)) for page in (1, 2))
    assert first.total == second.total
    assert first.query.text == second.query.text
    if first.query.text == whole.query.text:
        assert [hit.key for hit in (*first.hits, *second.hits)] == [hit.key for hit in whole.hits][: 2 * size]
        assert first.total == whole.total


def _check_suggestions(population: Population, question: Question) -> None:
    account = population.viewers[question.viewer]
    found = suggestions(QueryDict(urlencode({"q": question.text})), Viewer.of(account), question.language)
    if found:
        readable = population.readable_by(question.viewer)
        assert {hit.key for hit in found.hits} <= {thing.key for thing in _saying_some(readable, question)}
        assert _known_words(population, repr(found.hits)) <= words_of(readable)
