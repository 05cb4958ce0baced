import os
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings
from redis import Redis

from portal.operations import breaker, generation, generation_redis
from portal.operations.generation_file import GenerationFile
from portal.operations.generation_redis import RedisGeneration
from tests.operations.unreliable import Proxy, proxy_to, silent_server, unused_port


class TestInAFile:
    @pytest.fixture
    def kept(self, tmp_path: Path) -> GenerationFile:
        return GenerationFile(tmp_path / "data" / "generation")

    def test_it_stays_the_same_until_it_is_advanced(self, kept: GenerationFile) -> None:
        first = kept.current()
        assert first is not None
        assert kept.current() == first

        kept.advance()

        assert kept.current() not in (None, first)

    def test_each_advance_counts_within_one_tick_of_the_clock(
        self, kept: GenerationFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(time, "time_ns", lambda: 1_800_000_000_000_000_000)
        seen = set()
        for _ in range(5):
            kept.advance()
            seen.add(kept.current())

        assert len(seen) == 5

    def test_it_advances_on_a_file_system_that_keeps_whole_seconds(
        self, kept: GenerationFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        utime = os.utime

        def coarse(file: int, ns: tuple[int, int]) -> None:
            utime(file, ns=(ns[0] // 10**9 * 10**9, ns[1] // 10**9 * 10**9))

        monkeypatch.setattr(os, "utime", coarse)
        seen = set()
        for _ in range(3):
            kept.advance()
            seen.add(kept.current())

        assert len(seen) == 3

    def test_it_never_goes_back_with_the_clock(self, kept: GenerationFile, monkeypatch: pytest.MonkeyPatch) -> None:
        before = kept.current()
        monkeypatch.setattr(time, "time_ns", lambda: 0)

        kept.advance()

        after = kept.current()
        assert before is not None
        assert after is not None
        assert after > before

    def test_another_process_sees_it(self, kept: GenerationFile) -> None:
        other = GenerationFile(kept._path)
        before = other.current()

        kept.advance()

        assert other.current() != before

    def test_it_is_unknown_where_no_file_can_be(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        (tmp_path / "data").write_text("in the way of a folder")
        kept = GenerationFile(tmp_path / "data" / "generation")

        kept.advance()

        assert kept.current() is None
        assert "could not be advanced" in caplog.text


class TestInRedis:
    @pytest.fixture(autouse=True)
    def own_key(self, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
        """Another key than the portal's, for other tests change pages at the same time."""
        key = f"test:generation:{os.getpid()}"
        monkeypatch.setattr(generation_redis, "_KEY", key)
        yield key
        with Redis.from_url(redis_url) as redis:
            redis.delete(key)

    @pytest.fixture
    def proxy(self, redis_url: str) -> Iterator[Proxy]:
        address = urlsplit(redis_url)
        with proxy_to(address.hostname or "localhost", address.port or 6379) as proxy:
            yield proxy

    @pytest.fixture
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        now = [100.0]
        for module in (breaker, generation_redis):
            monkeypatch.setattr(module, "monotonic", lambda: now[0])
        return now

    def test_it_is_shared_by_all_processes(self, redis_url: str) -> None:
        one, other = RedisGeneration(redis_url), RedisGeneration(redis_url)
        before = one.current()
        assert before is not None
        assert other.current() == before

        other.advance()

        assert one.current() not in (None, before)

    def test_a_redis_that_lost_its_memory_does_not_count_through_the_same_numbers(
        self, redis_url: str, own_key: str
    ) -> None:
        kept = RedisGeneration(redis_url)
        kept.advance()
        before = kept.current()
        with Redis.from_url(redis_url) as redis:
            redis.delete(own_key)

        kept.advance()

        assert kept.current() not in (None, before)

    def test_it_is_asked_for_once_a_second_and_when_there_is_news(
        self, redis_url: str, clock: list[float], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept, other = RedisGeneration(redis_url), RedisGeneration(redis_url)
        other.advance()
        kept.current()
        asked = []
        get = kept._redis.get

        def counted_get(key: str) -> object:
            asked.append(key)
            return get(key)

        monkeypatch.setattr(kept._redis, "get", counted_get)
        for _ in range(100):
            kept.current()
        assert len(asked) == 0
        clock[0] += 1
        for _ in range(100):
            kept.current()
        assert len(asked) == 1

        other.advance()
        assert [kept.current() for _ in range(100)] == [other.current()] * 100

    def test_a_lost_connection_is_noticed_and_replaced(self, proxy: Proxy, redis_url: str) -> None:
        kept, other = RedisGeneration(f"redis://127.0.0.1:{proxy.port}/0"), RedisGeneration(redis_url)
        kept.current()

        proxy.cut()
        other.advance()

        assert kept.current() == other.current() is not None

    def test_a_silent_redis_is_believed_for_a_second_and_waited_for_once(
        self, proxy: Proxy, clock: list[float]
    ) -> None:
        kept = RedisGeneration(f"redis://127.0.0.1:{proxy.port}/0")
        before = kept.current()
        proxy.speaks = False
        assert kept.current() == before
        clock[0] += 1

        started = time.monotonic()
        assert [kept.current() for _ in range(100)] == [None] * 100
        assert time.monotonic() - started < 1

    def test_after_an_outage_it_is_not_what_it_was(self, proxy: Proxy, clock: list[float]) -> None:
        kept = RedisGeneration(f"redis://127.0.0.1:{proxy.port}/0")
        before = kept.current()
        proxy.speaks = False
        clock[0] += 1
        assert kept.current() is None
        proxy.speaks = True
        proxy.cut()
        clock[0] += 2

        assert kept.current() not in (None, before)


def test_a_redis_that_never_answers_holds_a_request_for_a_moment_only() -> None:
    with silent_server() as port:
        kept = RedisGeneration(f"redis://127.0.0.1:{port}/0")

        started = time.monotonic()
        assert [kept.current(), kept.current()] == [None, None]
        assert time.monotonic() - started < 1


def test_a_redis_that_refuses_leaves_the_generation_unknown() -> None:
    kept = RedisGeneration(f"redis://127.0.0.1:{unused_port()}/0")

    kept.advance()

    assert kept.current() is None


@pytest.mark.usefixtures("fresh_generation")
def test_the_settings_say_where_it_is_kept(settings: Settings, tmp_path: Path, redis_url: str) -> None:
    settings.REDIS_URL, settings.DATA_DIR = "", tmp_path
    generation.advance()
    assert (tmp_path / "generation").exists()

    settings.REDIS_URL, settings.DATA_DIR = redis_url, tmp_path / "unused"
    assert generation.current() is not None
    assert not settings.DATA_DIR.exists()
