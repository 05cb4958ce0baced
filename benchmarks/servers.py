"""An installation with the demo in a temporary folder, and web servers for it on free ports."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_PATIENCE_SECONDS = 60
_GUNICORN = (sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py")


def embedded(data: Path) -> dict[str, str]:
    """The variables of an installation that keeps everything in `data`, whatever this shell has set."""
    return {
        "DATA_DIR": str(data),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "ELASTICSEARCH_URL": "",
        "ALLOWED_HOSTS": "",
        "SITE_URL": "http://localhost",
        "DEMO": "1",
        "PAGE_CACHE_MB": "64",
        "LOG_LEVEL": "INFO",
        "LOG_FORMAT": "json",
        "GUNICORN_CMD_ARGS": "",
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }


def install(variables: Mapping[str, str]) -> None:
    """Tables, demo, search index and static files."""
    for command in (["migrate"], ["demo"], ["rebuild_index"], ["collectstatic", "--no-input"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            check=True,
            cwd=ROOT,
            env=os.environ | variables,
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def server(application: str, variables: Mapping[str, str], log: Path) -> Iterator[int]:
    """The port of a web server of the deployed configuration that runs `application`.

    It is given a socket that listens already, so the first request waits until it has started.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening, log.open("wb") as lines:
        port, number = listening.getsockname()[1], listening.fileno()
        process = subprocess.Popen(
            [*_GUNICORN, "--bind", f"fd://{number}", application],
            cwd=ROOT,
            env=os.environ | variables,
            pass_fds=[number],
            stdout=lines,
            stderr=lines,
        )
        try:
            get(port, "/healthz")
            yield port
        except TimeoutError:
            raise SystemExit(f"A web server did not answer; it said:\n{log.read_text()}") from None
        finally:
            process.terminate()
            process.wait()


def get(port: int, path: str) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and body as sent to a browser."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": f"localhost:{port}", "Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request, timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310 - the address is ours
        return answer.getheaders(), answer.read()
