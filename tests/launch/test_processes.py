"""Processes end together, with all they started."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.launch.processes import Processes, StopRequested, stop_signals

# A parent that starts a child, writes down its id and waits for it.
PARENT = "import subprocess, sys; child = subprocess.Popen(['sleep', '60']); print(child.pid, flush=True); child.wait()"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").exists() or ") Z " not in Path(f"/proc/{pid}/stat").read_text()


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
        assert is_alive(pid)
    assert not is_alive(pid)


def test_what_its_parent_left_behind_is_ended_too(grandchild: Callable[[], int]) -> None:
    with Processes() as processes:
        processes.start("parent", [sys.executable, "-c", PARENT.replace("; child.wait()", "")])
        pid = grandchild()
        assert processes.wait_for_first_end() == ("parent", 0)
        assert is_alive(pid)
    assert not is_alive(pid)


def test_the_first_to_end_is_named_with_its_exit_code() -> None:
    with Processes() as processes:
        processes.start("lasting", ["sleep", "60"])
        processes.start("failing", [sys.executable, "-c", "raise SystemExit(3)"])
        assert processes.wait_for_first_end() == ("failing", 3)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_asks_once(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with stop_signals():
        with pytest.raises(StopRequested):
            signal.raise_signal(number)
        signal.raise_signal(number)
    assert signal.getsignal(number) is before
