"""Random readers ask a random population: no answer has anything of what the reader may not read."""

from collections.abc import Callable
from typing import Any

import pytest
import tantivy

from network.visibility import PROFILE_FIELDS
from search.querysets import DocumentQuerySet
from tests.search.engines.asking import Catalogue
from tests.search.leaks.population import populate
from tests.search.leaks.questions import ask_many, check


def test_an_answer_is_made_of_what_its_reader_may_read_alone(catalogue: Catalogue) -> None:
    population = populate()
    catalogue.bring_up_to_date()

    ask_many(population, check)


Leak = Callable[[pytest.MonkeyPatch], object]
NO_FILTER: dict[str, Leak] = {
    "table": lambda patch: patch.setattr(DocumentQuerySet, "readable_by", _everything),
    "tantivy": lambda patch: patch.setattr("search.engines.tantivy.matching._is_open_to", _anything),
    "elasticsearch": lambda patch: patch.setattr(
        "search.engines.elasticsearch.filters._readable_by", lambda viewer: []
    ),
}


def _everything(documents: Any, viewer: object) -> Any:
    return documents.all()


def _anything(viewer: object) -> Any:
    return tantivy.Query.all_query()


def test_an_engine_that_opens_every_face_is_caught(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    population = populate(people=16, pages=4)
    catalogue.bring_up_to_date()
    NO_FILTER[catalogue.name](monkeypatch)

    with pytest.raises(AssertionError):
        ask_many(population, check, shrink=False)


def test_an_answer_that_shows_every_face_is_caught(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the engine is right, and what is shown of its hits is not."""
    population = populate(people=16, pages=4)
    catalogue.bring_up_to_date()
    if catalogue.name == "table":
        pytest.skip("The tables are what hits are shown from.")
    monkeypatch.setattr(DocumentQuerySet, "readable_by", _everything)

    with pytest.raises(AssertionError):
        ask_many(population, check, shrink=False)


def test_a_card_made_for_the_wrong_reader_is_caught(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("network.profile.fields_shown", lambda member, reader: set(PROFILE_FIELDS))
    population = populate(people=16, pages=4)
    catalogue.bring_up_to_date()

    with pytest.raises(AssertionError):
        ask_many(population, check, shrink=False)
