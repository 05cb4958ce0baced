"""The search of the embedded portal while its processes are killed and meet: nothing is lost, and no save fails."""

from collections.abc import Iterator

import pytest

from tests.services.portal_deeds import STEADY
from tests.services.portals import Portal, embedded_portal, kill, wait_for

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """One for all these tests, each of which leaves it in order."""
    with embedded_portal(tmp_path_factory.mktemp("faults")) as portal:
        portal.do("begin", people=100)
        yield portal


def test_what_is_rolled_back_is_never_found(portal: Portal) -> None:
    pk = portal.do("new_person", name="Rolled Back")
    portal.do("drain")

    portal.do("rename_and_roll_back", pk=pk, name="Zanzibara Quill")

    assert portal.do("waiting") == 0
    portal.do("sweep")
    assert portal.do("drifted") == []
    assert portal.do("search", text="zanzibara")["total"] == 0
    assert portal.do("search", text="rolled")["titles"] == ["Rolled Back"]


def test_whoever_drains_may_be_killed_at_any_moment(portal: Portal) -> None:
    """Two drain at once; time and again both are killed in what they are at."""
    for round_ in range(3):
        portal.do("edit", number=30, seed=round_)
        drains = [portal.drain() for _number in range(2)]
        wait_for(lambda: portal.do("waiting") == 0)
        assert portal.do("edit", number=30, seed=10 + round_)["failures"] == []
        for drain in drains:
            kill(drain)

    portal.do("drain")

    assert portal.do("waiting") == 0
    assert portal.do("drifted") == []
    assert portal.do("search", text="steady")["total"] == STEADY


def test_an_index_is_built_and_exchanged_under_a_thousand_edits(portal: Portal) -> None:
    portal.do("start_searching")
    edited = portal.begin("edit", number=1000, seed=40)
    drain = portal.drain()
    building = portal.manage("rebuild_index")
    said = building.communicate(timeout=200)[0]
    assert building.returncode == 0, portal.log.read_text()[-2000:]
    assert "is in use" in said

    done = edited()
    searched = portal.do("stop_searching")
    kill(drain)
    portal.do("drain")

    print(f"{searched['asked']} searches, {searched['reduced']} reduced; {done}")
    assert done["failures"] == []
    assert (searched["failures"], searched["totals"]) == ([], [STEADY])
    assert portal.do("waiting") == 0
    assert portal.do("drifted") == []


def test_whoever_hides_is_gone_at_once_and_from_every_count_within_five_seconds(portal: Portal) -> None:
    pk = portal.do("new_person", name="Zanzibara Quill")
    portal.do("drain")
    assert portal.do("search", text="zanzibara")["counted"] == 1

    seconds = portal.do("hide", pk=pk)
    found = portal.do("search", text="zanzibara")

    print(f"hidden in {seconds:.2f} s: {found}")
    assert found["titles"] == []
    assert (found["total"], found["counted"], found["suggestion"]) == (0, 0, "")
    assert not found["reduced"]
    assert seconds < 5
    assert portal.do("drifted") == []
