"""The cache in files, which processes share."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from portal.operations.file_cache import SharedFileCache


@pytest.fixture
def cache(tmp_path: Path) -> SharedFileCache:
    return SharedFileCache(str(tmp_path), {})


def _adds(folder: str) -> int:
    """How often this process was the first to add a key."""
    cache = SharedFileCache(folder, {"max_entries": 10_000})
    return sum(cache.add(f"key {number}", "x", 60) for number in range(200))


def test_only_one_of_several_processes_adds_a_key(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as processes:
        assert sum(processes.map(_adds, [str(tmp_path)] * 3)) == 200


def test_what_was_added_can_be_read_and_is_not_added_again(cache: SharedFileCache) -> None:
    assert cache.add("key", ["first"], 60)
    assert not cache.add("key", ["second"], 60)
    assert cache.get("key") == ["first"]


def test_what_has_outlived_its_time_can_be_added_again(cache: SharedFileCache) -> None:
    assert cache.add("key", "first", -1)
    assert cache.add("key", "second", 60)
    assert cache.get("key") == "second"


def test_adding_leaves_no_other_file_behind(cache: SharedFileCache, tmp_path: Path) -> None:
    for _twice in range(2):
        cache.add("key", "x", 60)
    assert len(list(tmp_path.iterdir())) == 1


def test_counting_on_does_not_put_the_end_off(cache: SharedFileCache, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    cache.add("attempts", 1, 3600)
    assert cache.incr("attempts") == 2

    monkeypatch.setattr(time, "time", lambda: now + 3500)
    assert cache.incr("attempts") == 3

    monkeypatch.setattr(time, "time", lambda: now + 3700)
    with pytest.raises(ValueError, match="attempts"):
        cache.incr("attempts")
