"""An installation with the demo in a temporary folder, and web servers for it on free ports."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_PATIENCE_SECONDS = 60


def embedded(data: Path) -> dict[str, str]:
    """The variables of an installation that keeps everything in `data`, whatever this shell has set."""
    return {
        "DATA_DIR": str(data),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "ALLOWED_HOSTS": "",
        "SITE_URL": "http://localhost",
        "DEMO": "1",
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }


def install(variables: Mapping[str, str]) -> None:
    """Tables, demo and static files."""
    for command in (["migrate"], ["demo"], ["collectstatic", "--no-input"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            check=True,
            cwd=ROOT,
            env=os.environ | variables,
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def server(application: str, variables: Mapping[str, str], log: Path) -> Iterator[int]:
    """The port of a web server of the deployed configuration that runs `application`."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"]
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [*command, application], cwd=ROOT, env=os.environ | variables, stdout=lines, stderr=lines
        )
        try:
            _wait_until_it_answers(process, port, log)
            yield port
        finally:
            process.terminate()
            process.wait()


def get(port: int, path: str) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and body as sent to a browser."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": f"localhost:{port}", "Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - the address is ours
        return answer.getheaders(), answer.read()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            get(port, "/healthz")
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"A web server did not start:\n{log.read_text()}")
