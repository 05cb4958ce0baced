"""`make test`: every check of the sources, then every test, then a summary.

A check that fails hides none of the others. The tests run on the embedded parts first and, where
DATABASE_URL names a server, a second time on it and on Redis. Those that ask Elasticsearch run once.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.migrated import MIGRATED_DATABASE
from tests.services import NU_CHECKER, ROOT

PYTHON = sys.executable
BIN = Path(PYTHON).parent
NU_CHECKER_PACKAGE = "vnu-jar@26.9.27"
SERVICES = ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL")


@dataclass(frozen=True)
class Step:
    """One check: a command that ends with 0 when all is well."""

    name: str
    command: list[str]
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    name: str
    passed: bool
    seconds: float
    output: str = ""

    def __str__(self) -> str:
        return f"{'passed' if self.passed else 'FAILED'}  {self.seconds:6.1f} s  {self.name}"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        migrated = Path(folder) / "portal.sqlite3"
        results = [*_check_sources(migrated), *_run_tests(migrated)]
    print("\nSummary", *results, sep="\n  ")
    return 0 if all(result.passed for result in results) else 1


def _check_sources(migrated: Path) -> Iterator[Result]:
    """Two at a time, each told with its output only if it fails."""
    with ThreadPoolExecutor(2) as pool:
        for result in pool.map(_run_quietly, _source_checks(migrated)):
            print(result, flush=True)
            if not result.passed:
                print(result.output, flush=True)
            yield result


def _source_checks(migrated: Path) -> list[Step]:
    manage = [PYTHON, "manage.py"]
    deployed = {"SITE_URL": "https://portal.example", "DEMO": "0", "DATABASE_URL": f"sqlite:///{migrated}-none"}
    return [
        Step("types (mypy)", [_tool("mypy")]),
        Step("lint (ruff check)", [_tool("ruff"), "check", "--quiet"]),
        Step("format (ruff format)", [_tool("ruff"), "format", "--check", "--quiet"]),
        Step("floors (lint-imports)", [_tool("lint-imports"), "--no-cache"]),
        Step("templates (djlint)", [_tool("djlint"), *_template_folders(), "--lint", "--check"]),
        Step("migrations are complete", [*manage, "makemigrations", "--check", "--dry-run"]),
        Step("migrations run", [*manage, "migrate", "--verbosity", "0"], {"DATABASE_URL": f"sqlite:///{migrated}"}),
        Step("messages are translated", [*manage, "messages", "--check"]),
        Step("settings are fit to deploy", [*manage, "check", "--deploy", "--fail-level", "WARNING"], deployed),
    ]


def _run_tests(migrated: Path) -> Iterator[Result]:
    _install_nu_checker()
    servers = {name: os.environ[name] for name in SERVICES if os.environ.get(name)}
    embedded = dict.fromkeys(SERVICES, "") | {f"SERVICE_{name}": value for name, value in servers.items()}
    embedded[MIGRATED_DATABASE] = str(migrated)
    if "DATABASE_URL" in servers:
        chosen = _pytest("-m", "not postgresql and not elasticsearch")
        yield _run_loudly(Step("tests on the embedded parts", chosen, embedded))
        yield _run_loudly(Step("tests on the servers", _pytest("-m", "not browser and not embedded")))
    else:
        yield _run_loudly(Step("tests on the embedded parts", _pytest("-m", "not postgresql"), embedded))
        print("Not run on PostgreSQL: start it (docker compose up -d) and set DATABASE_URL as compose.yaml says.")


def _pytest(*arguments: str) -> list[str]:
    return [PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *arguments]


def _tool(name: str) -> str:
    return str(BIN / name)


def _template_folders() -> list[str]:
    return [str(path) for path in (ROOT / "templates", *ROOT.glob("*/templates"), *ROOT.glob("portal/*/templates"))]


def _install_nu_checker() -> None:
    npm = shutil.which("npm")
    if npm and not NU_CHECKER.exists():
        command = [npm, "install", "--silent", "--no-save", "--prefix", ".tools", NU_CHECKER_PACKAGE]
        subprocess.run(command, check=False, capture_output=True)


def _run_quietly(step: Step) -> Result:
    return _run(step, capture=True)


def _run_loudly(step: Step) -> Result:
    print(f"\n{step.name}", flush=True)
    return _run(step, capture=False)


def _run(step: Step, capture: bool) -> Result:
    """Run a step with an empty data folder of its own."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as data:
        done = subprocess.run(
            step.command,
            check=False,
            cwd=ROOT,
            env={**os.environ, "DATA_DIR": data, **step.variables},
            text=True,
            stdout=subprocess.PIPE if capture else None,
            stderr=subprocess.STDOUT if capture else None,
        )
    return Result(step.name, done.returncode == 0, time.monotonic() - started, done.stdout or "")


if __name__ == "__main__":
    sys.exit(main())
