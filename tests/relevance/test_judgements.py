"""What makes judgements usable: enough of them, about things that exist, with a third kept aside."""

from collections import Counter
from operator import attrgetter

import pytest

from search.cards import Face
from search.folding import fold
from search.models import Entry
from tests.demo.fixtures import Loaded
from tests.relevance.corpus import cards, written_by_hand
from tests.relevance.distractors import FIRST, NUMBER, distractors, says
from tests.relevance.judgements import CLASSES, LANGUAGES, Judged, all_queries, demo_keys, demo_names, queries

KEYS = {card.key for card in written_by_hand()}
QUERIES = list(all_queries())


def test_a_hundred_and_sixty_things_are_written_by_hand() -> None:
    kinds = Counter(card.key.partition(":")[0] for card in written_by_hand())

    assert kinds["member"] >= 95
    assert sum(kinds.values()) - kinds["member"] >= 60
    assert set(kinds) == {"member", "articlepage", "eventpage", "partnerpage", "standardpage", "outcomepage"}
    assert len(KEYS) == sum(kinds.values()), "two things have the same key"
    assert all(set(card.faces) == {Face.ANY} for card in written_by_hand())


def test_texts_are_in_all_languages() -> None:
    written = Counter(language for card in written_by_hand() for language in card.faces[Face.ANY].texts)

    assert set(written) == set(LANGUAGES)
    assert min(written.values()) >= 30


def test_made_up_members_are_silent_about_what_is_asked() -> None:
    assert len(distractors()) == NUMBER
    assert len({card.key for card in cards()}) == NUMBER + len(KEYS)
    assert min(int(card.key.partition(":")[2]) for card in distractors()) > FIRST
    for card in distractors():
        content = card.faces.get(Face.ANY) or card.faces[Face.PUBLIC]
        said = [content.byline, *(part for text in content.texts.values() for part in (text.summary, text.body))]
        assert not says("topics", *said), card.key
        assert not says("names", content.title, *content.names), card.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_forty_queries_of_every_class(language: str) -> None:
    asked = queries(language)
    kinds = Counter(query.kind for query in asked)

    assert len(asked) >= 40
    assert set(kinds) == set(CLASSES)
    assert min(kinds.values()) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_is_held_out_in_every_class(language: str) -> None:
    held_out = [query for query in queries(language) if query.held_out]

    assert abs(len(held_out) - len(queries(language)) / 3) < 1
    assert {query.kind for query in held_out} == set(CLASSES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_query_is_asked_twice(language: str) -> None:
    assert len({fold(query.text) for query in queries(language)}) == len(queries(language))


def test_every_query_has_its_own_name() -> None:
    assert len({query.id for query in QUERIES}) == len(QUERIES)


@pytest.mark.parametrize("query", QUERIES, ids=attrgetter("id"))
def test_a_query_is_judged_on_things_that_exist(query: Judged) -> None:
    assert set(query.grades) <= KEYS | demo_names()
    assert set(query.grades.values()) <= {0, 1, 2, 3}
    assert 3 in query.grades.values()
    assert query.comment
    assert query.text.strip() == query.text
    if query.kind == "known_item":
        assert list(query.grades.values()) == [3]
    if query.kind == "typo":
        assert fold(query.meant) != fold(query.text)


@pytest.mark.django_db
def test_the_demonstration_has_what_is_judged(loaded: Loaded) -> None:
    keys = demo_keys()

    assert demo_names() <= set(keys)
    for query in QUERIES:
        assert len(query.graded(keys)) == len(query.grades), query.id
    judged = {key for query in QUERIES for key in query.graded(keys)} - KEYS
    assert Entry.objects.filter(key__in=judged).count() == len(judged)
