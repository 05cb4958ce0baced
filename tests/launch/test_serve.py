"""`manage.py serve` as people run it: refusals in one sentence, one start, one end."""

import os
import shutil
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.launch.serving import free_port, serve, serving, survivors

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose data was made by a first start, which is the slow one."""
    folder = tmp_path_factory.mktemp("prepared")
    with serving(folder, free_port(), {"DEMO": "0"}):
        pass
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """One's own copy of the prepared folder."""
    return Path(shutil.copytree(prepared, tmp_path / "portal"))


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


def test_it_answers_and_leaves_nothing_behind(folder: Path) -> None:
    port = free_port()
    with serving(folder, port, {"DEMO": "0"}) as process:
        with urllib.request.urlopen(f"http://localhost:{port}/healthz") as answer:
            assert answer.status == 200
        family = processes_under(process.pid)
        assert any("gunicorn" in command for command in family.values())
        assert any("celery" in command for command in family.values())

    assert process.returncode == 0
    assert not survivors(family)


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
    ("name", "value"),
    [
        ("DATABASE_URL", "portal"),
        ("DATABASE_URL", "postgres://portal@127.0.0.1:1/portal"),
        ("REDIS_URL", "localhost:6379"),
        ("SITE_URL", "portal.example"),
        ("SITE_URL", "https://portal.example/sub"),
        ("SECRET_KEY", "a"),
        ("EMAIL_URL", "mail.example:587"),
        ("EMAIL_URL", "smtp://user@mail.example"),
        ("EMAIL_URL", "smtp://user:p/w@mail.example"),
        ("EMAIL_URL", "smtp+tls://[::1"),
        ("MAIL_FROM", "Migrapass"),
        ("DEMO", "maybe"),
        ("LOG_LEVEL", "LOUD"),
        ("PAGE_CACHE_MB", "much"),
        ("PEERTUBE_HOSTS", "https://framatube.org/"),
    ],
)
def test_a_wrong_variable_is_refused(tmp_path: Path, name: str, value: str) -> None:
    assert_refused(serve(tmp_path, free_port(), {name: value}), f"{name}: ")


def assert_refused(done: "subprocess.CompletedProcess[str]", sentence: str) -> None:
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
