import pytest

from portal.operations import breaker
from portal.operations.breaker import Breaker


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(breaker, "monotonic", lambda: now[0])
    return now


def test_nobody_is_allowed_for_a_while_after_a_failure(clock: list[float]) -> None:
    service = Breaker(10)
    assert service.allows()

    service.trip()
    clock[0] += 9.9

    assert not service.allows()


def test_then_one_caller_may_try(clock: list[float]) -> None:
    service = Breaker(10)
    service.trip()
    clock[0] += 10

    assert [service.allows() for _ in range(3)] == [True, False, False]


def test_all_are_allowed_once_it_is_mended(clock: list[float]) -> None:
    service = Breaker(10)
    service.trip()

    service.mend()

    assert [service.allows() for _ in range(3)] == [True, True, True]
