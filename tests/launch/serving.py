"""A portal of its own for tests, started by the command that people start theirs with."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.services import ROOT

PATIENCE_SECONDS = 300  # a busy machine takes its time


class Account(NamedTuple):
    """One of the demo's accounts."""

    role: str
    email: str
    password: str


@dataclass(frozen=True)
class PortalServer:
    """A running portal: its address and what it has written so far."""

    url: str
    log: Path

    @property
    def accounts(self) -> list[Account]:
        """The demo's accounts, as the portal printed them when it started."""
        rows = (line.split() for line in self.log.read_text().splitlines())
        return [Account(*row) for row in rows if len(row) == 3 and "@" in row[1]]

    def account(self, role: str) -> Account:
        return next(account for account in self.accounts if account.role == role)


def survivors(pids: Collection[int]) -> set[int]:
    """Those of the processes that are still there after the moment that a kill takes."""
    deadline = time.monotonic() + 5
    while (left := _running() & set(pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def _running() -> set[int]:
    listing = subprocess.run(["ps", "-eo", "pid=,stat="], text=True, capture_output=True, check=True).stdout
    rows = (line.split() for line in listing.splitlines())
    return {int(pid) for pid, state in rows if not state.startswith("Z")}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def serve(folder: Path, port: int, variables: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """`manage.py serve` that is expected to end by itself, with what it said."""
    return subprocess.run(
        _command(port), cwd=ROOT, env=_environment(folder, port, variables), text=True, capture_output=True, check=False
    )


@contextmanager
def serving(folder: Path, port: int, variables: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """`manage.py serve` with its data in `folder`, from the moment it says that it is there to its end."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            _command(port),
            cwd=ROOT,
            env=_environment(folder, port, variables),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_announced(process, log)
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(timeout=40)


def _command(port: int) -> list[str]:
    return [sys.executable, "manage.py", "serve", "--port", str(port)]


def _environment(folder: Path, port: int, variables: Mapping[str, str]) -> Mapping[str, str]:
    embedded = {"DATABASE_URL": "", "REDIS_URL": "", "DATA_DIR": str(folder / "data")}
    address = {"SITE_URL": f"http://localhost:{port}", "LOG_FORMAT": "text"}
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.base", **embedded, **address, **variables}


def _wait_until_announced(process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if "Ctrl-C stops it." in log.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(f"The portal did not start:\n{log.read_text()}")
