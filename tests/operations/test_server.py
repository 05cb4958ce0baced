"""The deployed configuration of the web server, with a real one."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services import ROOT

GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The port of a server on a socket that listens already, so the first request waits for it to start."""
    (folder / "static").mkdir()
    variables = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
        "DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "ALLOWED_HOSTS": "",
        "SITE_URL": "http://localhost",
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "INFO",
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
    }
    with socket.create_server(("127.0.0.1", 0)) as listening, (folder / "log").open("wb") as log:
        number = listening.fileno()
        server = subprocess.Popen(
            [*GUNICORN, "--bind", f"fd://{number}"],
            cwd=ROOT,
            env=os.environ | variables,
            pass_fds=[number],
            stdout=log,
            stderr=log,
        )
        try:
            yield listening.getsockname()[1]
        finally:
            server.terminate()
            server.wait()


def test_each_line_of_the_log_is_json_and_a_request_carries_its_id(tmp_path: Path) -> None:
    with serving(tmp_path) as port:
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"X-Request-ID": "from-the-edge"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.headers["X-Request-ID"] == "from-the-edge"
        urllib.request.urlopen(urllib.request.Request(asked.full_url, method="HEAD"), timeout=60).close()
        sockets = [path for path in tmp_path.rglob("*") if path.is_socket()]

    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    accesses = [line for line in lines if line["logger"] == "gunicorn.access"]
    assert [line["message"] for line in accesses] == ["GET /healthz 200", "HEAD /healthz 200"]
    assert accesses[0]["request_id"] == "from-the-edge"
    assert {line["level"] for line in lines} == {"INFO"}
    assert not sockets, "gunicorn opened its control socket"
