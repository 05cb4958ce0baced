"""Page caches that belong to one test, and nothing kept from the one before."""

from collections.abc import Callable, Iterator
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest
from pytest_django import Settings

from portal.operations import generation
from portal.operations.page_cache import PageCache


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """A data folder with a generation of its own, whatever Redis the tests run with."""
    settings.DATA_DIR = tmp_path
    settings.REDIS_URL = ""
    return tmp_path


@pytest.fixture
def cached(settings: Settings, folder: Path) -> Callable[[WSGIApplication], PageCache]:
    settings.PAGE_CACHE_BYTES = 1_000_000
    return PageCache


@pytest.fixture
def fresh_generation() -> Iterator[None]:
    """No connection to Redis from before or for later."""
    generation._in_redis.cache_clear()
    yield
    generation._in_redis.cache_clear()
