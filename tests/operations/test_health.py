import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from pytest_django import Settings
from redis import TimeoutError as RedisTimeoutError

from portal.operations import generation, health
from portal.operations.health import MigrationsCheck, check_broker, check_database, register_check
from tests.operations.unreliable import silent_server

pytestmark = pytest.mark.django_db


def fail() -> None:
    raise RuntimeError("secret-host is down")


@pytest.fixture(autouse=True)
def own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_parts", {})
    register_check("database", check_database)


def test_a_process_that_answers_is_healthy(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_is_kept_about_who_asks(client: Client, path: str) -> None:
    answer = client.get(path)

    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.post(path).status_code == 405


def test_ready_is_when_all_parts_work(client: Client) -> None:
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "checks": {"database": "ok"}})


def test_a_part_that_fails_makes_it_unready_and_tells_why_in_the_log_only(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    register_check("search", fail)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"status": "failed", "checks": {"database": "ok", "search": "failed"}}
    assert "secret-host is down" in caplog.text


def test_a_part_that_can_be_done_without_is_told_but_leaves_it_ready(client: Client) -> None:
    register_check("search", fail, essential=False)

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["checks"]["search"] == "failed"


def test_a_database_that_does_not_answer_is_unready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "cursor", fail)

    assert client.get("/readyz").json()["checks"]["database"] == "failed"


def test_missing_migrations_make_it_unready_until_they_are_applied(monkeypatch: pytest.MonkeyPatch) -> None:
    plans = iter([["one to go"], []])
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: next(plans))
    check = MigrationsCheck()

    with pytest.raises(health.NotReadyError):
        check()
    for _ in range(3):
        check()


def test_a_queue_in_files_is_reachable_when_it_can_be_written(settings: Settings) -> None:
    settings.REDIS_URL = ""

    check_broker()


def test_a_redis_that_answers_is_reachable(settings: Settings, redis_url: str) -> None:
    settings.REDIS_URL = redis_url

    check_broker()


def test_a_redis_that_never_answers_is_not(settings: Settings) -> None:
    with silent_server() as port:
        settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
        with pytest.raises(RedisTimeoutError):
            check_broker()


def test_an_unknown_generation_makes_it_unready(monkeypatch: pytest.MonkeyPatch) -> None:
    health.check_generation()
    monkeypatch.setattr(generation, "current", lambda: None)

    with pytest.raises(health.NotReadyError):
        health.check_generation()
