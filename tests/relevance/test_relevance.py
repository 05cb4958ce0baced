"""People find what they mean. Figures and how grades stay honest: README.md beside this."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from search.engines.elasticsearch.client import client
from search.models import Entry
from search.projector import project_pending
from search.querysets import DocumentQuerySet
from tests.demo.fixtures import Loaded
from tests.relevance.asking import (
    PAGE,
    by_the_portal,
    in_language,
    known_items,
    plain_multi_match,
    put_into_the_catalogue,
    quality,
    scores,
    table,
)
from tests.relevance.corpus import cards
from tests.relevance.judgements import LANGUAGES, demo_keys
from tests.search.engines.conftest import using

LEAST = {"elasticsearch": 0.85, "tantivy": 0.75}
LEAST_FOR_KNOWN_ITEMS = 0.95
MOST_BEHIND_THE_BEST = 0.1
Record = Callable[[str, object], None]


@pytest.fixture(params=LEAST)
def engine_name(
    request: pytest.FixtureRequest, loaded: Loaded, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """An engine whose index holds the demonstration and the corpus."""
    name: str = request.param
    if name == "elasticsearch":
        settings.ELASTICSEARCH = {
            **settings.ELASTICSEARCH,
            "url": request.getfixturevalue("elasticsearch_url"),
            "prefix": request.getfixturevalue("elasticsearch_prefix"),
        }
        settings.SEARCH_PATIENCE_SECONDS = 30.0
    using(name, settings, tmp_path)
    # The demonstration's cards are there already, and the corpus has no rows that could still be looked at.
    monkeypatch.setattr(DocumentQuerySet, "of_things_in", lambda documents, _rows: documents)
    project_pending()
    # The demonstration's cards were made while the tables answered, and no engine was told of them.
    Entry.objects.update(unsent=True)
    put_into_the_catalogue(cards())
    return name


def test_what_is_meant_is_found_first(engine_name: str, record_property: Record) -> None:
    demo = demo_keys()
    scored = {engine_name: scores(by_the_portal, demo)}
    if engine_name == "elasticsearch":
        scored["plain multi_match"] = scores(plain_multi_match(_ask), demo)
    record_property("figures", table(scored))

    ours = scored[engine_name]
    by_language = {language: quality(in_language(ours, language)) for language in LANGUAGES}
    assert quality(ours) >= LEAST[engine_name]
    assert min(by_language.values()) >= max(by_language.values()) - MOST_BEHIND_THE_BEST, by_language
    assert known_items(ours) >= LEAST_FOR_KNOWN_ITEMS
    for baseline in list(scored.values())[1:]:
        assert quality(ours) > quality(baseline)


def _ask(query: dict[str, Any]) -> list[str]:
    prefix = django_settings.ELASTICSEARCH["prefix"]
    found = client().search(index=f"{prefix}.*.open", query=query, size=PAGE, docvalue_fields=[{"field": "key"}])
    return [hit["fields"]["key"][0] for hit in found["hits"]["hits"]]
