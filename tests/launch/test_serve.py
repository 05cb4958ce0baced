"""`manage.py serve` as people run it: refusals in one sentence, one start, one end."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree

import pytest

from tests.launch.serving import free_port, serve, serving, survivors
from tests.migrated import migrated_database

pytestmark = pytest.mark.embedded


@dataclass(frozen=True)
class Start:
    """A first start, which is the slow one, and what came of it."""

    folder: Path
    health: int
    finds_networks: bool
    family: dict[int, str]
    code: int | None


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """Of an empty folder; in `make test` with a database that is empty, but for its tables."""
    folder, port = tmp_path_factory.mktemp("portal"), free_port()
    if migrated := migrated_database():
        (folder / "data").mkdir()
        copy(migrated, folder / "data" / "portal.sqlite3")
    with serving(folder, port, {"DEMO": "0"}) as process:
        with urllib.request.urlopen(f"http://localhost:{port}/healthz") as answer:
            health = answer.status
        finds_networks = finds_within(20, f"http://localhost:{port}/en/search/?q=austria", "/en/networks/AT/")
        family = processes_under(process.pid)
    return Start(folder, health, finds_networks, family, process.returncode)


@pytest.fixture
def folder(first_start: Start, tmp_path: Path) -> Path:
    """One's own copy of the folder that a first start made ready."""
    return Path(copytree(first_start.folder, tmp_path / "portal"))


def finds_within(seconds: int, address: str, what: str) -> bool:
    """Whether a page comes to say it in so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with urllib.request.urlopen(address) as answer:
            _header, _main, found = answer.read().decode().partition('id="results"')
        if what in found:
            return True
        time.sleep(0.5)
    return False


def processes_under(pid: int) -> dict[int, str]:
    """The process and all that descend from it, with their commands."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], text=True, capture_output=True, check=True).stdout
    rows = [
        (int(pid), int(parent), command)
        for pid, parent, command in (line.split(None, 2) for line in listing.splitlines())
    ]
    family = {pid: ""}
    while more := {child: command for child, parent, command in rows if parent in family and child not in family}:
        family |= more
    return family


def test_it_answers_and_leaves_nothing_behind(first_start: Start) -> None:
    assert first_start.health == 200
    for part in ("gunicorn", "celery"):
        assert any(part in command for command in first_start.family.values())
    assert first_start.code == 0
    assert not survivors(first_start.family)


def test_what_the_migrations_brought_is_found_soon(first_start: Start) -> None:
    """Beat would look half a minute later."""
    assert first_start.finds_networks


@pytest.mark.parametrize("part", ["gunicorn", "celery"])
def test_when_one_process_dies_the_portal_ends_and_says_so(folder: Path, part: str) -> None:
    with serving(folder, free_port(), {"DEMO": "0"}) as process:
        family = processes_under(process.pid)
        os.kill(min(pid for pid, command in family.items() if part in command), signal.SIGKILL)
        assert process.wait(timeout=40) == 1

    assert "ended by itself" in (folder / "serve.log").read_text()
    assert not survivors(family)


def test_a_taken_port_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert_refused(serve(tmp_path, port, {}), f"Port {port} is taken")


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    assert_refused(serve(tmp_path, free_port(), {}), "DATA_DIR: the folder")


@pytest.mark.parametrize(
    ("name", "value"), [("DATABASE_URL", "postgres://portal@127.0.0.1:1/portal"), ("EMAIL_URL", "mail.example:587")]
)
def test_a_wrong_variable_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    """Those that are wrong in themselves are in test_environment.py."""
    assert_refused(serve(tmp_path, free_port(), {name: value}), f"{name}: ")


def assert_refused(done: "subprocess.CompletedProcess[str]", sentence: str) -> None:
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
