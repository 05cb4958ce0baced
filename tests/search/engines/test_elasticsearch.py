"""Elasticsearch as the engine: what all engines do is tested beside this, here is what only a server can do wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from elasticsearch import Elasticsearch
from pytest_django import Settings

from search import registry
from search.engines import SilentEngineError
from search.engines.documents import Change, IndexDocument, document_id
from search.engines.elasticsearch import ElasticsearchEngine, writing
from search.engines.elasticsearch.names import Part, Ring
from search.queries import Query, Viewer
from search.registry import FacetGroup

engine = ElasticsearchEngine()
VISITOR = Viewer(AnonymousUser())
STRANGER = Viewer(AnonymousUser(), frozenset({"ES"}))
PEER = Viewer(AnonymousUser(), frozenset({"EU"}))
OPEN, INNER = Part("people", Ring.OPEN), Part("people", Ring.INNER)


@pytest.fixture(autouse=True)
def people_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind is enough, and an index of one kind is made in a moment."""
    monkeypatch.setattr(registry, "_registrations", {"member": registry.registration("member")})


@pytest.fixture
def server(settings: Settings, elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """The server, with a prefix of this test's own."""
    prefix = f"test-{token_hex(4)}"
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "url": elasticsearch_url, "prefix": prefix, "shards": 1}
    settings.SEARCH_PATIENCE_SECONDS = 30.0
    with Elasticsearch(elasticsearch_url) as client:
        yield client
        for name in client.indices.get(index=f"{prefix}*").body:
            client.indices.delete(index=name)


@pytest.fixture
def generation(server: Elasticsearch) -> str:
    """An empty index in use."""
    name = engine.new_index()
    engine.put_to_use(name)
    return name


def document(number: int, face: str = "any", **fields: Any) -> IndexDocument:
    key = f"member:{number}"
    empty: dict[str, Any] = dict.fromkeys(("sounds", "byline", "keywords", "labels", "parts"), "")
    empty |= {"leads": {}, "texts": {}, "facets": {}, "peers": ("EU",), "starts": None, "ends": None}
    named = {"sort_name": "anna berg", "names": ("anna berg",), "words": "anna berg"}
    dated = {"date": datetime(2026, 1, 1, tzinfo=UTC), "version": 0}
    return IndexDocument(
        id=document_id(key, face), key=key, kind="member", face=face, **{**empty, **named, **dated, **fields}
    )


def change(number: int, version: int, *faces: str, **fields: Any) -> Change:
    return Change(f"member:{number}", version, tuple(document(number, face, **fields) for face in faces))


def write(*changes: Change, index: str = "") -> None:
    engine.write(changes, index=index, wait=True)


def total(viewer: Viewer = VISITOR) -> int:
    return engine.count(Query(viewer, ("member",), "en"))


def indices(server: Elasticsearch, prefix: str) -> set[str]:
    return set(server.indices.get(index=f"{prefix}*").body)


# Faces


def test_a_thing_may_change_its_faces_and_leaves_none_behind(generation: str) -> None:
    for version, faces in enumerate(
        [("any",), ("public", "members", "peers"), ("members",), ("public", "peers"), ("any",), (), ("peers",)], 1
    ):
        write(change(1, version, *faces))

        assert list(engine.versions(generation)) == sorted((document_id("member:1", face), version) for face in faces)
        visible = (bool({"any", "public"} & set(faces)), bool({"any", "members"} & set(faces)))
        assert (total(VISITOR), total(STRANGER)) == visible
        assert total(PEER) == bool({"any", "peers"} & set(faces))


@pytest.mark.parametrize("late", [("public", "members", "peers"), ("members",), ("any",), ()])
def test_late_news_of_faces_that_are_gone_changes_nothing(generation: str, late: tuple[str, ...]) -> None:
    write(change(1, 5, "peers"))
    write(change(1, 4, *late))
    write(change(1, 5, *late))

    assert list(engine.versions(generation)) == [("member:1|peers", 5)]


def test_what_is_deleted_before_it_was_heard_of_stays_away(generation: str) -> None:
    write(change(1, 2))
    write(change(1, 1, "public", "members"))
    assert total() == engine.size(generation) == 0

    write(change(1, 3, "public"))
    assert total() == 1


def test_many_changes_go_in_several_requests(generation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_BYTES_AT_ONCE", 1000)

    write(*(change(number, 1, "public", "members") for number in range(50)))

    assert engine.size(generation) == 100


def test_what_the_server_cannot_take_is_told_and_holds_up_nothing_else(
    generation: str, caplog: pytest.LogCaptureFixture
) -> None:
    too_long = change(1, 1, "any", facets={"expertise": ("x" * 40_000,)})

    with pytest.raises(SilentEngineError, match="1 changes were not taken"):
        write(too_long, change(2, 1, "any"))

    assert "cannot take 1 documents" in caplog.text
    assert list(engine.versions(generation)) == [("member:2|any", 1)]


def test_kinds_and_languages_that_the_portal_does_not_have_are_passed_over(generation: str) -> None:
    write(Change("formerkind:1", 1), change(1, 1, "any", leads={"xx": "words"}, facets={"former": ("x",)}))

    assert list(engine.versions(generation)) == [("member:1|any", 1)]


# Which index is written to


@pytest.mark.parametrize("one", [change(1, 1, "any"), change(1, 1)], ids=["putting", "deleting"])
def test_an_index_is_never_made_by_writing_to_it(server: Elasticsearch, settings: Settings, one: Change) -> None:
    prefix = settings.ELASTICSEARCH["prefix"]
    for name in ("", f"{prefix}.20260101000000-abcdef"):
        with pytest.raises(SilentEngineError):
            write(one, index=name)
    assert indices(server, prefix) == set()

    removed = engine.new_index()
    engine.remove(removed)
    with pytest.raises(SilentEngineError):
        write(one, index=removed)
    assert indices(server, prefix) == set()


def test_the_index_in_use_is_not_removed(generation: str) -> None:
    with pytest.raises(ValueError, match="in use"):
        engine.remove(generation)

    assert engine.index_in_use() == generation


# Generations


def test_one_generation_is_kept_and_nobody_elses_is_touched(server: Elasticsearch, settings: Settings) -> None:
    prefix = settings.ELASTICSEARCH["prefix"]
    foreign = {f"{prefix}-b.20260101000000-abcdef.people.open", f"{prefix}b.people.open", f"{prefix}.notes"}
    for name in foreign:
        server.indices.create(index=name)
    first, orphan = engine.new_index(), engine.new_index()
    engine.put_to_use(first)
    assert not engine.has_index(orphan)
    second, third = engine.new_index(), engine.new_index()
    engine.put_to_use(second)
    engine.put_to_use(second)
    assert engine.has_index(first), "whoever repeats it loses nothing"
    assert not engine.has_index(third)
    last = engine.new_index()
    engine.put_to_use(last)

    kept = {part.index(name) for part in (OPEN, INNER) for name in (second, last)}
    assert indices(server, prefix) == foreign | kept
    aliases = server.indices.get_alias(index=f"{last}.*").body
    assert OPEN.reading in aliases[OPEN.index(last)]["aliases"]


def test_an_index_that_somebody_made_in_place_of_an_alias_goes_at_the_next_swap(server: Elasticsearch) -> None:
    server.indices.create(index=OPEN.reading)
    assert engine.index_in_use() is None
    with pytest.raises(SilentEngineError):
        write(change(1, 1, "any"))

    name = engine.new_index()
    engine.put_to_use(name)
    write(change(1, 1, "any"))

    assert (engine.index_in_use(), total()) == (name, 1)


def test_an_index_of_another_shape_is_none_of_ours(generation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine.has_index(generation)
    room = registry.registration("member")
    more = {**room.facet_groups, "hobby": FacetGroup("hobby", lambda terms, language: {})}

    monkeypatch.setattr(registry, "_registrations", {"member": replace(room, facet_groups=more)})
    assert not engine.has_index(generation)

    monkeypatch.setattr(registry, "_registrations", {"member": room, "later": replace(room, tab=None)})
    assert not engine.has_index(generation)
    with pytest.raises(SilentEngineError, match="no index"):
        engine.put_to_use(generation)
    with pytest.raises(SilentEngineError):
        engine.find(Query(VISITOR, ("member", "later"), "en"))


def test_an_index_is_made_as_the_operator_wants_it(server: Elasticsearch, settings: Settings) -> None:
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "shards": 3, "replicas": 1}
    name = engine.new_index()
    engine.put_to_use(name)

    made = server.indices.get(index=OPEN.index(name)).body[OPEN.index(name)]
    its = made["settings"]["index"]
    assert (its["number_of_shards"], its["number_of_replicas"]) == ("3", "1")
    assert (its["gc_deletes"], its["refresh_interval"]) == ("1h", "1s")
    assert made["mappings"]["_source"] == {"enabled": False}
    assert made["mappings"]["dynamic"] == "strict"


# Counts and order over several shards


@pytest.fixture
def spread(server: Elasticsearch, settings: Settings) -> str:
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "shards": 4}
    name = engine.new_index()
    engine.put_to_use(name)
    return name


def test_counts_are_exact_over_several_shards(spread: str) -> None:
    terms = [f"term{number}" for number in range(300)]
    write(*(change(number, 1, "any", facets={"expertise": (terms[number % 300], "all")}) for number in range(700)))

    found = engine.find(Query(VISITOR, ("member",), "en", count=("expertise",), page_size=700))

    assert found.counts["expertise"] == {"all": 700} | {
        term: 3 if place < 100 else 2 for place, term in enumerate(terms)
    }
    assert found.total == 700
    assert found.keys == sorted(f"member:{number}" for number in range(700)), "of one date, so by key"


def test_how_rare_a_word_is_means_the_same_everywhere(spread: str, without_synonyms: None) -> None:
    """Where one shard went by itself, the only thing of its inner index to say a word would come first."""
    old, new = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    said = [change(number, 1, "any", words="anna berg common", date=new) for number in range(30)]
    others = [change(number, 1, "members", words="anna berg other") for number in range(30, 60)]
    write(*said, *others, change(60, 1, "members", words="anna berg common", date=old))

    found = engine.find(Query(STRANGER, ("member",), "en", "common", page_size=50))

    assert found.keys == [*sorted(f"member:{number}" for number in range(30)), "member:60"]


@pytest.fixture
def without_synonyms(monkeypatch: pytest.MonkeyPatch) -> None:
    """What editors wrote is in the database."""
    monkeypatch.setattr("search.queries.meanings", lambda language: {})


def test_the_longest_question_is_answered(generation: str, without_synonyms: None) -> None:
    write(change(1, 1, "any"))
    long = ["Erwachsenenbildungsberatung", "Berufsanerkennungsverfahren", "Kompetenzfeststellung"]
    ask: list[Callable[[bool], Query]] = [
        lambda typos: Query(PEER, ("member",), "de", " ".join(long * 4), nearly=typos),
        lambda typos: Query(PEER, ("member",), "de", "обучението " * 12, nearly=typos),
    ]

    assert [engine.find(one(typos)).total for one in ask for typos in (False, True)] == [0, 0, 0, 0]
