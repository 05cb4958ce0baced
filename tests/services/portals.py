"""Portals of the tests' own: a process that saves and searches, workers, and the servers behind gates."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection
from elasticsearch import Elasticsearch
from redis import Redis

from tests.migrated import migrated_database
from tests.operations.unreliable import unused_port
from tests.services import ROOT, unavailable
from tests.services.gate import Gate, gate_to

PATIENCE_SECONDS = 240  # a busy machine takes its time

_WORKER = [sys.executable, "-m", "celery", "--quiet", "-A", "portal", "worker", "-P", "solo"]
_WORKER += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
_DRAIN = """
import django
django.setup()
from search.projector import project_pending
while True:
    project_pending()
"""


@dataclass
class Portal:
    """A portal whose parts run as processes. Whatever it says is in the `log`."""

    variables: Mapping[str, str]
    log: Path
    gates: Mapping[str, Gate] = field(default_factory=dict)
    _processes: list["subprocess.Popen[str]"] = field(default_factory=list)
    _at_work: "subprocess.Popen[str] | None" = None

    def begin(self, deed: str, **arguments: object) -> Callable[[], Any]:
        """Have the process at work do something. What is given back waits until it is done, and says with what end."""
        if self._at_work is None:
            self._at_work = self.start([sys.executable, "-m", "tests.services.portal_at_work"])
        assert self._at_work.stdin
        assert self._at_work.stdout
        self._at_work.stdin.write(json.dumps([deed, arguments]) + "\n")
        self._at_work.stdin.flush()
        answers = self._at_work.stdout

        def answer() -> Any:
            line = answers.readline()
            assert line, f"The portal ended:\n{self.log.read_text()[-4000:]}"
            went_well, given = json.loads(line)
            assert went_well, given
            return given

        return answer

    def do(self, deed: str, **arguments: object) -> Any:
        return self.begin(deed, **arguments)()

    def start(self, command: list[str], **variables: str) -> "subprocess.Popen[str]":
        with self.log.open("a") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **self.variables, **variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def worker(self) -> "subprocess.Popen[str]":
        warnings = "ignore:You're running the worker with superuser privileges"
        return self.start(_WORKER, PYTHONWARNINGS=warnings)

    def drain(self) -> "subprocess.Popen[str]":
        """A process that does what a worker does, without waiting to be woken."""
        return self.start([sys.executable, "-c", _DRAIN])

    def manage(self, *arguments: str) -> "subprocess.Popen[str]":
        return self.start([sys.executable, "manage.py", *arguments, "--skip-checks"])

    def wait_until_done(self) -> float:
        """Until nothing waits for the projector or the engine. Gives the seconds that took."""
        started = time.monotonic()
        wait_for(lambda: self.do("waiting") == 0)
        return time.monotonic() - started

    def end(self) -> None:
        for process in self._processes:
            kill(process)


def kill(process: "subprocess.Popen[str]") -> None:
    """At once and with all that it started, as when the machine takes the memory back."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(BrokenPipeError):
                stream.close()


def wait_for(condition: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "It took too long."
        time.sleep(0.05)


@contextmanager
def served_portal(folder: Path, database_url: str, elasticsearch_url: str) -> Iterator[Portal]:
    """PostgreSQL, a Redis of its own and Elasticsearch, the last two behind gates."""
    prefix = f"test-faults-{token_hex(4)}"
    with ExitStack() as stack:
        database = stack.enter_context(_own_postgresql(database_url))
        redis = stack.enter_context(gate_to("127.0.0.1", stack.enter_context(_own_redis(folder))))
        address = urlsplit(elasticsearch_url)
        engine = stack.enter_context(gate_to(address.hostname or "127.0.0.1", address.port or 9200))
        stack.callback(_remove_indices, elasticsearch_url, prefix)
        servers = {
            "DATABASE_URL": database,
            "REDIS_URL": f"redis://127.0.0.1:{redis.port}/0",
            "ELASTICSEARCH_URL": f"http://127.0.0.1:{engine.port}",
            "ELASTICSEARCH_PREFIX": prefix,
        }
        portal = Portal(_variables(folder, servers), folder / "portal.log", {"redis": redis, "engine": engine})
        stack.callback(portal.end)
        yield portal


@contextmanager
def embedded_portal(folder: Path) -> Iterator[Portal]:
    """SQLite, a queue in files and an index in the data folder."""
    (folder / "data").mkdir(parents=True)
    portal = Portal(_variables(folder, {"DATABASE_URL": "", "REDIS_URL": "", "ELASTICSEARCH_URL": ""}), folder / "log")
    try:
        if migrated := migrated_database():
            shutil.copy(migrated, folder / "data" / "portal.sqlite3")
        else:
            assert portal.manage("migrate", "--verbosity", "0").wait(PATIENCE_SECONDS) == 0
        yield portal
    finally:
        portal.end()


def _variables(folder: Path, servers: Mapping[str, str]) -> dict[str, str]:
    own = {"DJANGO_SETTINGS_MODULE": "portal.settings.base", "DATA_DIR": str(folder / "data"), "LOG_FORMAT": "text"}
    return {**own, "SITE_URL": "http://localhost:8000", **servers}


@contextmanager
def _own_postgresql(url: str) -> Iterator[str]:
    """A database that begins as the one of the tests does, which has every table."""
    template, name = connection.settings_dict["NAME"], f"test_faults_{token_hex(4)}"
    connection.close()
    with psycopg.connect(url, autocommit=True) as server:
        wait_for(lambda: _is_copied(server, template, name), 30)
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _is_copied(server: "psycopg.Connection[object]", template: str, name: str) -> bool:
    """Not while somebody is connected: threads of other tests take a moment to go."""
    try:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    except psycopg.errors.ObjectInUse:
        return False
    return True


@contextmanager
def _own_redis(folder: Path) -> Iterator[int]:
    """The port of a server that is the test's to empty."""
    program = shutil.which("redis-server")
    if not program:
        unavailable("redis-server is not there; install it (apt install redis-server).")
    port = unused_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(lambda: _answers(port), 30)
            yield port
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _remove_indices(url: str, prefix: str) -> None:
    with Elasticsearch(url) as client:
        for name in client.indices.get(index=f"{prefix}*").body:
            client.indices.delete(index=name)


def forget_all(portal: Portal) -> None:
    """Empty the broker, as when it starts again without having kept anything."""
    with Redis.from_url(portal.variables["REDIS_URL"]) as redis:
        redis.flushall()
