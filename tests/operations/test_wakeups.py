import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from celery import Celery, current_app, shared_task
from redis import Redis

from portal.operations import breaker, wakeups
from portal.operations.breaker import Breaker
from portal.operations.wakeups import wake
from tests.operations.unreliable import proxy_to, silent_server, unused_port

Use = Callable[..., Celery]

QUEUE = f"test-wakeups-{os.getpid()}"


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Has wake-ups go to a broker of the test's choosing."""

    def use(broker: str, **options: object) -> Celery:
        app = Celery("test", broker=broker, set_as_current=False)
        app.conf.update(broker_transport_options=options, task_default_queue=QUEUE)
        monkeypatch.setattr(wakeups, "current_app", app)
        return app

    monkeypatch.setattr(wakeups, "_breaker", Breaker(10))
    wakeups._connection.cache_clear()
    yield use
    wakeups._connection.cache_clear()


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, str]:
    """Folders for a queue in files, none of which is there yet."""
    messages = str(tmp_path / "queue" / "messages")
    return {
        "data_folder_in": messages,
        "data_folder_out": messages,
        "control_folder": str(tmp_path / "queue" / "control"),
    }


@pytest.fixture
def queue(redis_url: str) -> Iterator[Redis]:
    """The Redis that holds the queue, which is emptied afterwards."""
    with Redis.from_url(redis_url) as redis:
        yield redis
        redis.delete(*redis.scan_iter(f"*{QUEUE}"))


def seconds(action: Callable[[], object]) -> float:
    started = time.monotonic()
    action()
    return time.monotonic() - started


def test_a_wake_up_is_queued_in_a_folder_that_is_made_for_it(use: Use, folders: dict[str, str]) -> None:
    use("filesystem://", **folders)

    wake("rooms.tasks.tidy", 7)

    (message,) = Path(folders["data_folder_out"]).iterdir()
    assert "rooms.tasks.tidy" in message.read_text()


def test_a_folder_that_was_removed_meanwhile_is_made_again(use: Use, folders: dict[str, str]) -> None:
    use("filesystem://", **folders)
    wake("rooms.tasks.tidy")
    for message in Path(folders["data_folder_out"]).iterdir():
        message.unlink()
    Path(folders["data_folder_out"]).rmdir()

    wake("rooms.tasks.tidy")

    assert len(list(Path(folders["data_folder_out"]).iterdir())) == 1


def test_a_wake_up_is_queued_in_redis(use: Use, redis_url: str, queue: Redis) -> None:
    use(redis_url)

    wake("rooms.tasks.tidy", 7)

    assert queue.llen(QUEUE) == 1


def test_a_broker_that_started_again_is_woken_at_once(use: Use, redis_url: str, queue: Redis) -> None:
    address = urlsplit(redis_url)
    with proxy_to(address.hostname or "localhost", address.port or 6379) as proxy:
        use(f"redis://127.0.0.1:{proxy.port}{address.path}")
        wake("rooms.tasks.tidy")

        proxy.cut()
        wake("rooms.tasks.tidy")

    assert queue.llen(QUEUE) == 2


@pytest.mark.usefixtures("queue")
def test_a_broker_that_falls_silent_is_waited_for_once(use: Use, redis_url: str) -> None:
    address = urlsplit(redis_url)
    with proxy_to(address.hostname or "localhost", address.port or 6379) as proxy:
        use(f"redis://127.0.0.1:{proxy.port}{address.path}", socket_timeout=1, socket_connect_timeout=1)
        wake("rooms.tasks.tidy")
        proxy.speaks = False

        assert seconds(lambda: wake("rooms.tasks.tidy")) < 3
        assert seconds(lambda: wake("rooms.tasks.tidy")) < 0.1


def test_a_folder_that_cannot_be_is_no_error(
    use: Use, folders: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "queue").write_text("in the way of a folder")
    use("filesystem://", **folders)

    wake("rooms.tasks.tidy")

    assert "rooms.tasks.tidy was not woken" in caplog.text


def test_a_broker_that_refuses_costs_no_time(use: Use, caplog: pytest.LogCaptureFixture) -> None:
    use(f"redis://127.0.0.1:{unused_port()}/0", socket_timeout=1, socket_connect_timeout=1)

    assert seconds(lambda: wake("rooms.tasks.tidy")) < 1
    assert "rooms.tasks.tidy was not woken" in caplog.text


def test_a_broker_that_never_answers_is_waited_for_once(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(breaker, "monotonic", lambda: now[0])
    with silent_server() as port:
        use(f"redis://127.0.0.1:{port}/0", socket_timeout=1, socket_connect_timeout=1)

        assert seconds(lambda: wake("rooms.tasks.tidy")) < 2
        assert seconds(lambda: wake("rooms.tasks.tidy")) < 0.1


def test_after_ten_seconds_a_wake_up_is_tried_again(
    use: Use, folders: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(breaker, "monotonic", lambda: now[0])
    obstacle = tmp_path / "queue"
    obstacle.write_text("in the way of a folder")
    use("filesystem://", **folders)
    wake("rooms.tasks.tidy")
    obstacle.unlink()

    now[0] += 9
    wake("rooms.tasks.tidy")
    assert not obstacle.exists()
    now[0] += 1
    wake("rooms.tasks.tidy")
    wake("rooms.tasks.tidy")
    assert len(list(Path(folders["data_folder_out"]).iterdir())) == 2


def test_a_broker_that_takes_its_time_is_left_alone(
    use: Use, folders: dict[str, str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ticks = iter([100.0, 101.5])
    monkeypatch.setattr(wakeups, "monotonic", lambda: next(ticks))
    use("filesystem://", **folders)

    wake("rooms.tasks.tidy")
    wake("rooms.tasks.tidy")

    assert len(list(Path(folders["data_folder_out"]).iterdir())) == 1
    assert "took the queue 1.5 s" in caplog.text


def test_in_tests_the_task_runs_at_once() -> None:
    ran = []

    @shared_task(name="tests.operations.tidy")
    def tidy(number: int) -> None:
        ran.append(number)

    wake("tests.operations.tidy", 7)

    assert ran == [7]


def test_a_thread_of_the_web_server_publishes_as_the_portal() -> None:
    seen = []

    thread = Thread(target=lambda: seen.append(current_app.main))
    thread.start()
    thread.join()

    assert seen == ["portal"]
