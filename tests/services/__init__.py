"""Real services for tests. Each fixture gives a way to reach one, or says how to get it.

Without the service its tests are skipped; where `CI=true` says that everything has to be there,
they fail instead. `compose.yaml` starts the three servers with the addresses named below.

`make test` runs the tests on the embedded parts first. It then hides DATABASE_URL and REDIS_URL from
the settings and hands them on as SERVICE_DATABASE_URL and SERVICE_REDIS_URL, for tests that talk to
the servers themselves.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]
NU_CHECKER = ROOT / ".tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="session")
def database_url() -> str:
    """A PostgreSQL server; the user may create databases."""
    return _variable("DATABASE_URL", "PostgreSQL", "docker compose up -d postgres")


@pytest.fixture(scope="session")
def redis_url() -> str:
    return _variable("REDIS_URL", "Redis", "docker compose up -d redis")


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    return _variable("ELASTICSEARCH_URL", "Elasticsearch 9", "docker compose up -d elasticsearch")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser to drive: CHROMIUM, or what is on PATH."""
    candidates = (os.environ.get("CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    found = next((path for path in candidates if path and Path(path).exists()), None)
    if not found:
        unavailable("Chromium is not there; install it (apt install chromium) or name it in CHROMIUM.")
    return Path(found)


@pytest.fixture(scope="session")
def smtp_sink() -> Path:
    """Postfix's `smtp-sink`, a mail server that takes everything."""
    found = os.environ.get("SMTP_SINK") or shutil.which("smtp-sink") or "/usr/sbin/smtp-sink"
    if not Path(found).exists():
        unavailable("smtp-sink is not there; install Postfix (apt install postfix) or name it in SMTP_SINK.")
    return Path(found)


@pytest.fixture(scope="session")
def nu_checker() -> list[str]:
    """The command that checks HTML; the files to check are appended."""
    java = shutil.which("java")
    if not java:
        unavailable("The Nu checker needs Java; install it (apt install default-jre-headless).")
    if not NU_CHECKER.exists():
        unavailable("The Nu checker is not there; `make test` installs it where npm is (apt install npm).")
    return [java, "-jar", str(NU_CHECKER)]


def unavailable(sentence: str) -> NoReturn:
    """Skips the test, saying how to get what it needs; fails it where all has to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def _variable(name: str, service: str, command: str) -> str:
    value = os.environ.get(f"SERVICE_{name}") or os.environ.get(name)
    if not value:
        unavailable(f"{service} is not there; start it ({command}) and set {name} as compose.yaml says.")
    return value
