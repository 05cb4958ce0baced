"""Processes end together, with all they started."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest

from portal.launch.processes import Processes, StopRequested, stop_signals
from tests.launch.serving import survivors

# A parent that starts a child, writes down its id and waits for it.
PARENT = "import subprocess, sys; child = subprocess.Popen(['sleep', '60']); print(child.pid, flush=True); child.wait()"


@pytest.fixture
def grandchild(capfd: pytest.CaptureFixture[str]) -> Callable[[], int]:
    def read() -> int:
        written = ""
        while not written.endswith("\n"):
            written += capfd.readouterr().out
        return int(written)

    return read


def test_leaving_ends_what_the_processes_started(grandchild: Callable[[], int]) -> None:
    with Processes() as processes:
        processes.start("parent", [sys.executable, "-c", PARENT])
        pid = grandchild()
        os.kill(pid, 0)  # it is there
    assert not survivors([pid])


def test_what_its_parent_left_behind_is_ended_too(grandchild: Callable[[], int]) -> None:
    with Processes() as processes:
        processes.start("parent", [sys.executable, "-c", PARENT.replace("; child.wait()", "")])
        pid = grandchild()
        assert processes.wait_for_first_end() == ("parent", 0)
        os.kill(pid, 0)  # it is there
    assert not survivors([pid])


def test_the_first_to_end_is_named_with_its_exit_code() -> None:
    with Processes() as processes:
        processes.start("lasting", ["sleep", "60"])
        processes.start("failing", [sys.executable, "-c", "raise SystemExit(3)"])
        assert processes.wait_for_first_end() == ("failing", 3)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_asks_to_stop(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(StopRequested), stop_signals():
        signal.raise_signal(number)
    assert signal.getsignal(number) is before


def test_a_request_that_was_lost_is_repeated() -> None:
    with stop_signals():
        with suppress(StopRequested):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(StopRequested):
            signal.pause()


def test_a_request_to_stop_ends_the_processes(grandchild: Callable[[], int]) -> None:
    with suppress(StopRequested), stop_signals(), Processes() as processes:
        processes.start("parent", [sys.executable, "-c", PARENT])
        pid = grandchild()
        signal.raise_signal(signal.SIGINT)
    assert not survivors([pid])
