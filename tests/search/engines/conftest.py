"""Every engine, one after the other, each with an empty index in use."""

from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from django.utils import timezone
from elasticsearch import Elasticsearch
from pytest_django import Settings

from search import asking, engines
from search.engines import Engine
from search.engines.documents import Change
from search.engines.tantivy import TantivyEngine
from search.models import Index
from tests.search.engines.asking import Catalogue

ENGINES = {
    "table": "search.engines.table.TableEngine",
    "tantivy": "search.engines.tantivy.TantivyEngine",
    "elasticsearch": "search.engines.elasticsearch.ElasticsearchEngine",
}


@pytest.fixture(params=ENGINES)
def catalogue(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path, db: None) -> Catalogue:
    """The catalogue with one of the engines."""
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH = {
            **settings.ELASTICSEARCH,
            "url": request.getfixturevalue("elasticsearch_url"),
            "prefix": request.getfixturevalue("elasticsearch_prefix"),
            "shards": 1,
            "replicas": 0,
        }
        settings.SEARCH_PATIENCE_SECONDS = 30.0
    return using(request.param, settings, tmp_path)


@pytest.fixture
def embedded(settings: Settings, tmp_path: Path, db: None) -> Catalogue:
    """The catalogue with the embedded engine."""
    return using("tantivy", settings, tmp_path)


@pytest.fixture
def engine(embedded: Catalogue) -> TantivyEngine:
    """The embedded engine."""
    assert isinstance(embedded.engine, TantivyEngine)
    return embedded.engine


def using(name: str, settings: Settings, folder: Path) -> Catalogue:
    settings.SEARCH_ENGINE = ENGINES[name]
    settings.DATA_DIR = folder
    # An engine that was silent in the test before is not left alone in this one.
    asking._breaker.mend()
    catalogue = Catalogue(name, engines.engine())
    if catalogue.engine.keeps_an_index:
        note_in_use(_empty_index(catalogue.engine))
    return catalogue


def note_in_use(name: str) -> None:
    """Have the catalogue's tables say that this is the index that they are in step with."""
    now = timezone.now()
    Index.objects.filter(state=Index.State.IN_USE).delete()
    Index.objects.create(name=name, state=Index.State.IN_USE, started=now, touched=now)


def _empty_index(one: Engine) -> str:
    """The index that is there, emptied, or a new one: making one takes a server longer than emptying it."""
    name = one.index_in_use()
    if name is None or not one.has_index(name):
        name = one.new_index()
        one.put_to_use(name)
    gone = [Change(document.rpartition("|")[0], version + 1) for document, version in one.versions(name)]
    if gone:
        one.write(gone, wait=True)
    return name


@pytest.fixture(scope="session")
def elasticsearch_prefix(elasticsearch_url: str) -> Iterator[str]:
    """A prefix of this run alone; the indices that have it are removed in the end."""
    prefix = f"test-{token_hex(4)}"
    yield prefix
    with Elasticsearch(elasticsearch_url) as client:
        for name in client.indices.get(index=f"{prefix}*").body:
            client.indices.delete(index=name)
