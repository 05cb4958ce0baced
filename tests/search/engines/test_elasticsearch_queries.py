"""What Elasticsearch is asked, without a server to ask."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import Settings

from search.engines.elasticsearch import boosts
from search.engines.elasticsearch.filters import microseconds
from search.engines.elasticsearch.names import Part, Ring, generation_of, is_generation, is_reading_alias, sections
from search.engines.elasticsearch.queries import LAST_HIT, Gives, OneSearch, counting, searches
from search.queries import KIND, Query, Sort, Viewer

VISITOR = Viewer(AnonymousUser())
MEMBER = Viewer(AnonymousUser(), frozenset({"EU", "BG"}))
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_synonyms(monkeypatch: pytest.MonkeyPatch) -> None:
    """What editors wrote is in the database."""
    monkeypatch.setattr("search.queries.meanings", lambda language: {})


def ask(text: str = "", **asked: Any) -> list[OneSearch]:
    return searches(Query(**{"viewer": VISITOR, "kinds": ("member",), "language": "en", "text": text, **asked}), NOW)


def page(text: str = "", **asked: Any) -> dict[str, Any]:
    return next(one.body for one in ask(text, **asked) if one.gives is Gives.PAGE)


def clauses(query: object, name: str) -> Iterator[Any]:
    """What stands under `name`, at whatever depth."""
    if isinstance(query, Mapping):
        if name in query:
            yield query[name]
        for value in query.values():
            yield from clauses(value, name)
    elif isinstance(query, list):
        for value in query:
            yield from clauses(value, name)


def test_a_visitor_who_browses_asks_for_everything_in_one_index() -> None:
    shown, counted = ask(count=("expertise", KIND))

    assert shown.indices == counted.indices == ("migrapass.people.open",)
    assert shown.body["query"] == counted.body["query"] == {"match_all": {}}
    assert shown.body["track_total_hits"] is False
    assert "aggs" not in shown.body
    assert counted.body["size"] == 0
    assert counted.body["track_total_hits"] is True
    assert [terms["terms"]["field"] for terms in counted.body["aggs"].values()] == ["facets.expertise", "kind"]


def test_a_member_opens_exactly_one_face_of_each_thing() -> None:
    shown, _counted = ask(viewer=MEMBER)

    assert shown.indices == ("migrapass.people.open", "migrapass.people.inner")
    [readable] = shown.body["query"]["bool"]["filter"]
    meets = {"terms": {"peers": ["BG", "EU"]}}
    assert readable["bool"]["should"] == [
        {"term": {"face": "any"}},
        {"bool": {"filter": [{"term": {"face": "peers"}}, meets]}},
        {"bool": {"filter": [{"term": {"face": "members"}}], "must_not": [meets]}},
    ]


def test_each_group_of_alternatives_with_a_choice_is_counted_without_it() -> None:
    chosen = {"expertise": ("housing", "mediation"), "network": ("EU",), "language": ("tr:A1", "bg:A1")}
    shown, shared, *own = ask(facets=chosen, count=("expertise", "language", "audience"), tally=("network",))

    housing = {"terms": {"facets.expertise": ["housing", "mediation"]}}
    network = {"term": {"facets.network": "EU"}}
    languages = [{"term": {"facets.language": "tr:A1"}}, {"term": {"facets.language": "bg:A1"}}]
    assert shown.body["query"] == shared.body["query"] == {"bool": {"filter": [housing, network, *languages]}}
    assert shared.groups == ("language", "audience"), "languages add up, so their own choice counts"
    assert [(one.groups, one.body["query"]["bool"]["filter"]) for one in own] == [
        (("expertise",), [network, *languages]),
        (("network",), [housing, *languages]),
    ]
    assert [one.gives for one in own] == [Gives.COUNTS, Gives.COUNTS]


def test_kinds_are_told_apart_by_their_indices_and_inside_one_by_a_filter() -> None:
    assert sections()["standardpage"] == sections()["projectpage"]
    shown, counted, own = ask(
        kinds=("member", "articlepage", "standardpage"), facets={KIND: ("member",)}, count=(KIND,)
    )

    assert shown.indices == counted.indices == ("migrapass.people.open",)
    assert shown.body["query"] == {"match_all": {}}
    assert set(own.indices) == {"migrapass.people.open", "migrapass.news.open", "migrapass.pages.open"}
    assert own.body["query"] == {"bool": {"filter": [{"terms": {"kind": ["articlepage", "member", "standardpage"]}}]}}


def test_kinds_that_were_not_asked_for_find_nothing_and_count_what_there_is() -> None:
    searches_left = ask(facets={KIND: ("eventpage",)}, count=(KIND, "expertise"))

    assert [(one.gives, one.groups) for one in searches_left] == [(Gives.COUNTS, (KIND,))]
    assert ask(kinds=()) == []
    assert counting(Query(VISITOR, (), "en"), NOW) == []


def test_a_whole_name_towers_over_all_else_that_can_be_said() -> None:
    tiers = [boosts.SOME_IN_NAMES, boosts.ALL_IN_NAMES, boosts.START_OF_NAME, boosts.WHOLE_NAME]
    assert all(tier > sum(tiers[:rank]) for rank, tier in enumerate(tiers) if rank)
    # A word scores less than its rarity, which is below 14 among a million things, times the boost of its field.
    best, further = 14 * max(boosts.NAME, boosts.LEAD * boosts.OWN_LANGUAGE), 14 * 20 * boosts.FURTHER
    assert 12 * (best + further) < boosts.SOME_IN_NAMES


def test_names_lift_a_thing_by_how_much_of_them_was_typed() -> None:
    lifts = {tier["constant_score"]["boost"]: tier["constant_score"]["filter"] for tier in lifting("Иван Petrov")}

    in_names = [{"prefix": {"names": "ivan"}}, {"prefix": {"names": "petrov"}}]
    assert lifts == {
        boosts.WHOLE_NAME: {"term": {"name": "ivan petrov"}},
        boosts.START_OF_NAME: {"prefix": {"name": "ivan petrov"}},
        boosts.ALL_IN_NAMES: {"bool": {"filter": in_names}},
        boosts.SOME_IN_NAMES: {"bool": {"should": in_names}},
    }


def lifting(text: str) -> list[dict[str, Any]]:
    lifts: list[dict[str, Any]] = page(text)["query"]["bool"]["should"]
    return lifts


def test_what_nearly_says_a_word_is_worth_less_than_its_start() -> None:
    assert max(boosts.MISTYPED, boosts.MISTYPED_NAME) < boosts.START_ANYWHERE
    assert not list(clauses(page("mediation"), "fuzzy"))
    assert not list(clauses(page("eva", nearly=True), "fuzzy"))

    nearly = [fuzzy for fields in clauses(page("mediation", nearly=True), "fuzzy") for fuzzy in fields.values()]
    assert {fuzzy["fuzziness"] for fuzzy in nearly} == {1, 2}
    assert {fuzzy["prefix_length"] for fuzzy in nearly} == {1}
    assert all(fuzzy["max_expansions"] for fuzzy in nearly)


def test_one_letter_is_a_word_and_not_the_start_of_one() -> None:
    assert not list(clauses(page("a"), "prefix"))
    assert {"words": "a"} in list(clauses(ask("a")[1].body, "term"))
    assert {"words": "ab"} in list(clauses(ask("ab")[1].body, "prefix"))


def test_the_readers_language_is_worth_more() -> None:
    [forms] = [
        match for match in clauses(page("training", language="de"), "multi_match") if match["query"] == "training"
    ]

    own = {field.partition("^")[0]: float(field.partition("^")[2]) for field in forms["fields"]}
    assert own["leads.de"] > own["leads.en"] == own["leads.fr"] > own["texts.en"]
    assert own["texts.de"] > own["texts.en"]


def test_bulgarian_words_are_asked_for_by_their_stem() -> None:
    stems = [match for match in clauses(page("обучението"), "multi_match") if match["fields"][0].startswith("leads.bg")]

    assert len(stems) == 1
    assert stems[0]["query"] != "обучението"
    assert not [match for match in clauses(page("training"), "multi_match") if "leads.bg" in str(match["fields"])]


def test_pages_end_where_the_server_stops_counting_them() -> None:
    last = page(page=500, page_size=20)
    assert (last["from"], last["size"]) == (LAST_HIT - 20, 20)
    assert page(page=334, page_size=30)["size"] == 10
    assert [one.gives for one in ask(page=501)] == [Gives.TOTAL_AND_COUNTS]


def test_what_is_over_is_left_out_where_the_soonest_comes_first() -> None:
    shown, counted = ask(sort=Sort.SOONEST)

    assert shown.body["query"]["bool"]["filter"] == [{"range": {"ends": {"gte": microseconds(NOW)}}}]
    assert shown.body["sort"] == ["starts", "key"]
    assert not counted.is_worth_remembering, "each moment is another question"


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ({}, [{"date": "desc"}, "key"]),
        ({"text": "anna"}, [{"_score": "desc"}, {"date": "desc"}, "key"]),
        ({"text": "anna", "sort": Sort.NEWEST}, [{"date": "desc"}, "key"]),
        ({"text": "anna", "sort": Sort.NAME}, ["sort_name", "key"]),
    ],
)
def test_keys_decide_between_equals(asked: dict[str, Any], order: list[Any]) -> None:
    assert page(**asked)["sort"] == order


def test_half_a_character_can_be_chosen_without_harm() -> None:
    [chosen] = page(facets={"expertise": ("\ud800",)})["query"]["bool"]["filter"]

    assert chosen["term"]["facets.expertise"].encode()


def test_moments_keep_their_microseconds() -> None:
    moment = datetime(2026, 11, 23, 12, 0, 0, 999_999, tzinfo=UTC)

    assert microseconds(moment + timedelta(microseconds=1)) - microseconds(moment) == 1
    assert microseconds(datetime(1905, 1, 1, 0, 0, 0, 1, tzinfo=UTC)) % 1_000_000 == 1


def test_names_of_another_installation_are_foreign(settings: Settings) -> None:
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "prefix": "a"}
    people = Part("people", Ring.OPEN)

    assert generation_of(people.index("a.20261123120000-abcdef")) == "a.20261123120000-abcdef"
    assert is_generation("a.20261123120000-abcdef")
    assert is_reading_alias(people.reading)
    for foreign in ("a-b.20261123120000-abcdef", "ab.20261123120000-abcdef", "a.20261123120000-abcdef\n", "a.*", ""):
        assert not is_generation(foreign)
        assert generation_of(people.index(foreign)) is None
    assert not is_reading_alias("a-b.people.open")
    assert not is_reading_alias(people.writing("a.20261123120000-abcdef"))
