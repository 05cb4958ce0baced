"""The deployed configuration of the web server, with a real one."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.unreliable import unused_port
from tests.services import ROOT

GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    embedded = {"DATA_DIR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": "", "ALLOWED_HOSTS": ""}
    chosen = {"SITE_URL": "http://localhost", "LOG_FORMAT": "json", "LOG_LEVEL": "INFO", "HOME": str(tmp_path)}
    return os.environ | embedded | chosen | {"DJANGO_SETTINGS_MODULE": "portal.settings.base"}


@pytest.fixture
def port(variables: dict[str, str], tmp_path: Path) -> Iterator[int]:
    port = unused_port()
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [*GUNICORN, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, env=variables, stdout=log, stderr=log
        )
        yield port
        server.terminate()
        server.wait()


def get(port: int, path: str) -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"X-Request-ID": "from-the-edge"})
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                assert answer.headers["X-Request-ID"] == "from-the-edge"
                return int(answer.status)
        except ConnectionError, urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
