"""The catalogue with an engine that keeps an index, for tests of what is done with indexes."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.search.engines.asking import Catalogue
from tests.search.engines.conftest import elasticsearch_prefix, using

__all__ = ["catalogue", "either", "elasticsearch", "elasticsearch_prefix"]


@pytest.fixture
def catalogue(settings: Settings, tmp_path: Path, db: None) -> Catalogue:
    """The embedded engine, which costs little to start with."""
    return using("tantivy", settings, tmp_path)


@pytest.fixture
def elasticsearch(
    settings: Settings, tmp_path: Path, db: None, elasticsearch_url: str, elasticsearch_prefix: str
) -> Catalogue:
    """The server, under a prefix of this run."""
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "url": elasticsearch_url, "prefix": elasticsearch_prefix}
    settings.SEARCH_PATIENCE_SECONDS = 30.0
    return using("elasticsearch", settings, tmp_path)


@pytest.fixture(params=["catalogue", "elasticsearch"])
def either(request: pytest.FixtureRequest) -> Catalogue:
    """Each of the two, for what depends on how they write."""
    given: Catalogue = request.getfixturevalue(request.param)
    return given
