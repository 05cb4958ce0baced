"""The search while its servers, its worker and the network fail: nothing is lost, and no save and no search fails."""

import subprocess
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.services.gate import Way
from tests.services.portal_deeds import STEADY
from tests.services.portals import Portal, forget_all, kill, served_portal, wait_for

# Marked as using the database, since the fixture below copies it.
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

# An ordinary save takes some hundredths of a second; a busy machine takes its time.
_SLOW_SECONDS = 3.0
_FIRST_SECONDS = 1.5
_AT_ONCE_SECONDS = 0.5
# The server shows each second what is new.
_SEEN_SECONDS = 10


@pytest.fixture(scope="module")
def portal(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    database_url: str,
    elasticsearch_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Portal]:
    """One for all these tests, each of which leaves it in order."""
    with django_db_blocker.unblock():
        if connection.vendor != "postgresql":
            pytest.skip("The portal of these tests is a copy of the tests' own database on PostgreSQL.")
        with served_portal(tmp_path_factory.mktemp("faults"), database_url, elasticsearch_url) as portal:
            portal.do("begin", people=100)
            yield portal


@pytest.fixture
def in_order(portal: Portal) -> Iterator[Portal]:
    yield portal
    for gate in portal.gates.values():
        gate.turn(Way.OPEN)


@pytest.fixture
def worker(portal: Portal) -> Iterator[subprocess.Popen[str]]:
    worker = portal.worker()
    yield worker
    kill(worker)


def finds_all(portal: Portal) -> bool:
    found = portal.do("search", text="steady")
    return found["total"] == STEADY and not found["reduced"]


def test_what_is_rolled_back_is_never_found(in_order: Portal) -> None:
    pk = in_order.do("new_person", name="Rolled Back")
    in_order.do("drain")

    in_order.do("rename_and_roll_back", pk=pk, name="Zanzibara Quill")

    assert in_order.do("waiting") == 0
    in_order.do("sweep")
    assert in_order.do("drifted") == []
    assert in_order.do("search", text="zanzibara")["total"] == 0
    assert in_order.do("search", text="rolled")["titles"] == ["Rolled Back"]


@pytest.mark.parametrize("way", [Way.REFUSING, Way.CUTTING, Way.SILENT])
def test_while_the_engine_fails_the_tables_answer_and_saves_go_on(in_order: Portal, way: Way) -> None:
    pk = in_order.do("new_person", name=f"Before {way.name}")
    shy = in_order.do("new_person", name="Shy Person")
    in_order.do("drain")
    wait_for(lambda: finds_all(in_order))
    in_order.gates["engine"].turn(way)

    first, second = (in_order.do("search", text="steady") for _time in range(2))
    slowest = in_order.do("rename", pk=pk, name=f"After {way.name}")
    hiding = in_order.do("hide", pk=shy)
    in_order.do("drain")

    assert (first["total"], first["reduced"]) == (second["total"], second["reduced"]) == (STEADY, True)
    print(f"{way.name}: first {first['seconds']:.2f} s, second {second['seconds']:.2f} s, hiding {hiding:.2f} s")
    assert first["seconds"] < _FIRST_SECONDS
    assert second["seconds"] < _AT_ONCE_SECONDS
    assert slowest < _SLOW_SECONDS
    assert hiding < _SLOW_SECONDS
    assert in_order.do("search", text="shy")["total"] == 0

    in_order.gates["engine"].turn(Way.OPEN)
    wait_for(lambda: finds_all(in_order), 20)
    in_order.do("sweep")
    assert in_order.do("waiting") == 0
    wait_for(lambda: in_order.do("search", text="shy")["total"] == 0, _SEEN_SECONDS)
    assert in_order.do("search", text=f"after {way.name}")["titles"] == [f"After {way.name}"]
    assert in_order.do("drifted") == []


def test_a_worker_that_is_killed_while_it_writes_loses_nothing(in_order: Portal) -> None:
    """Before the server heard of the bulk, in the middle of it, and after it took it but before it was noted."""
    for round_, share in enumerate((0.0, 0.5, 1.0)):
        worker = in_order.worker()
        written = in_order.gates["engine"].hold_at(b"/_bulk", share=share)
        edited = in_order.begin("edit", number=60, seed=round_)
        assert written.wait(120), in_order.log.read_text()[-2000:]
        kill(worker)
        assert edited()["failures"] == []
        assert in_order.do("waiting") > 0

    last = in_order.worker()
    in_order.do("edit", number=2, seed=9)
    seconds = in_order.wait_until_done()

    print(f"caught up {seconds:.1f} s after the worker was started again")
    kill(last)
    assert in_order.do("drifted") == []


def test_wake_ups_that_a_broker_forgot_are_made_up_for_by_the_sweep(in_order: Portal) -> None:
    pk = in_order.do("new_person", name="Forgotten Friend")
    in_order.do("edit", number=20, seed=20)
    forget_all(in_order)
    worker = in_order.worker()
    try:
        assert in_order.do("search", text="forgotten")["total"] == 0

        in_order.do("sweep")

        assert in_order.do("waiting") == 0
        wait_for(lambda: in_order.do("search", text="forgotten")["titles"] == ["Forgotten Friend"], _SEEN_SECONDS)
        forget_all(in_order)
        in_order.do("rename", pk=pk, name="Remembered Friend")
        in_order.wait_until_done()
    finally:
        kill(worker)
    wait_for(lambda: in_order.do("search", text="remembered")["titles"] == ["Remembered Friend"], _SEEN_SECONDS)
    assert in_order.do("drifted") == []


@pytest.mark.parametrize("way", [Way.REFUSING, Way.CUTTING, Way.SILENT])
def test_while_the_broker_fails_saves_go_on(in_order: Portal, way: Way) -> None:
    in_order.gates["redis"].turn(way)

    edited = in_order.do("edit", number=20, seed=30)

    print(f"{way.name}: 20 saves in {edited['seconds']:.2f} s, the slowest {edited['slowest']:.2f} s")
    assert edited["failures"] == []
    assert edited["slowest"] < _SLOW_SECONDS
    assert in_order.do("waiting") > 0
    in_order.do("sweep")
    assert in_order.do("waiting") == 0
    assert in_order.do("drifted") == []


def test_an_index_is_built_and_exchanged_under_a_thousand_edits(
    in_order: Portal, worker: "subprocess.Popen[str]"
) -> None:
    in_order.do("start_searching")
    edited = in_order.begin("edit", number=1000, seed=40)
    building = in_order.manage("rebuild_index")
    said = building.communicate(timeout=200)[0]
    assert building.returncode == 0, in_order.log.read_text()[-2000:]
    assert "is in use" in said

    done = edited()
    assert done["failures"] == []
    searched = in_order.do("stop_searching")
    seconds = in_order.wait_until_done()

    print(f"{searched['asked']} searches, {searched['reduced']} reduced; caught up after {seconds:.1f} s; {done}")
    assert (searched["failures"], searched["totals"]) == ([], [STEADY])
    assert in_order.do("drifted") == []


def test_whoever_hides_is_gone_at_once_and_from_every_count_within_five_seconds(in_order: Portal) -> None:
    pk = in_order.do("new_person", name="Zanzibara Quill")
    in_order.do("drain")
    wait_for(lambda: in_order.do("search", text="zanzibara")["counted"] == 1)

    seconds = in_order.do("hide", pk=pk)
    found = in_order.do("search", text="zanzibara")

    print(f"hidden in {seconds:.2f} s: {found}")
    assert found["titles"] == []
    assert (found["total"], found["counted"], found["suggestion"]) == (0, 0, "")
    assert not found["reduced"]
    assert in_order.do("search", text="zanzibra")["suggestion"] == ""
    assert seconds < 5
    assert in_order.do("drifted") == []
