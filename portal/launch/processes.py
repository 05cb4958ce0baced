"""Processes that live and end together.

Each one leads a process group of its own, so ending it ends all it started, and a Ctrl-C at the
terminal reaches this process alone, which then ends the others in order.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Self

GRACE_SECONDS = 20
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)


class StopRequested(BaseException):
    """Someone pressed Ctrl-C, closed the terminal or asked the process to end; no `except Exception` may keep it."""


@contextmanager
def stop_signals() -> Iterator[None]:
    """Turns the signals that mean "end" into `StopRequested`.

    Raised inside a destructor an exception is lost, so an alarm repeats the request until it is heard.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        signal.alarm(1)
        raise StopRequested

    with _handling_signals(stop):
        try:
            yield
        finally:
            signal.alarm(0)


@contextmanager
def _handling_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> Iterator[None]:
    before = {each: signal.signal(each, handler) for each in STOP_SIGNALS}
    try:
        yield
    finally:
        for each, earlier in before.items():
            signal.signal(each, earlier)


class Processes:
    """Named child processes. Leaving the `with` block ends them all, whatever the reason."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        # Impatience must not cut the ending short.
        with _handling_signals(signal.SIG_IGN):
            self._end_all()

    def _end_all(self) -> None:
        for process in self._running.values():
            _signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, deadline - time.monotonic()))
            # The leader may be gone while something it started is not.
            _signal_group(process, signal.SIGKILL)
            process.wait()

    def start(self, name: str, command: Sequence[str], extra_environment: Mapping[str, str] | None = None) -> None:
        environment = os.environ | (extra_environment or {})
        self._running[name] = subprocess.Popen(command, env=environment, start_new_session=True)

    def first_ended(self) -> tuple[str, int] | None:
        """The name and exit code of a process that has ended, if one has."""
        for name, process in self._running.items():
            if (code := process.poll()) is not None:
                return name, code
        return None

    def wait_for_first_end(self) -> tuple[str, int]:
        while not (ended := self.first_ended()):
            time.sleep(0.2)
        return ended


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
