"""`manage.py serve`: the whole portal in one command."""

import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from portal.demo.accounts import demo_accounts
from portal.launch import preparation
from portal.launch.processes import Processes, StopRequested, stop_signals
from portal.settings.environment import ROOT

# Only this machine reaches it: the demo's passwords are printed, and a public site has a web server in front.
HOST = "127.0.0.1"
PATIENCE_SECONDS = 120


class Command(BaseCommand):
    help = "Prepares the data folder, then runs the web server and a background worker until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reload", action="store_true", help="Django's reloading server, for development")

    def handle(self, *, port: int, reload: bool, **options: Any) -> None:
        try:
            with stop_signals():
                self._prepare(port)
                with Processes() as processes:
                    processes.start("web server", _reloading_server(port) if reload else _server(port))
                    self._step("Starting")
                    _wait_until_healthy(port, processes)
                    # The worker comes second: until somebody can ask for something, the web server has the machine.
                    processes.start("background worker", WORKER, WORKER_ENVIRONMENT)
                    self._announce(port)
                    _fail_with(*processes.wait_for_first_end())
        except StopRequested:
            self.stdout.write("\nThe portal has stopped.")

    def _prepare(self, port: int) -> None:
        preparation.ensure_port_is_free(HOST, port)
        preparation.ensure_folders()
        preparation.ensure_messages()
        self._step("Preparing the database")
        preparation.ensure_database()
        self._step("Preparing the static files")
        preparation.ensure_static_files()
        if settings.DEMO:
            self._step("Loading the demo content")
            call_command("demo", once=True)
        self._step("Preparing the search")
        if not preparation.ensure_search():
            self.stdout.write("The search engine is silent; searches are answered in a reduced way until it is back.")
        connections.close_all()

    def _announce(self, port: int) -> None:
        self.stdout.write(f"\nThe portal is at http://localhost:{port}\n")
        if settings.DEMO:
            for account in demo_accounts():
                self.stdout.write(f"  {account.role:<28} {account.email:<40} {account.password}")
                self.stdout.write(f"    {account.purpose}")
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()

    def _step(self, text: str) -> None:
        self.stdout.write(f"{text} …")
        self.stdout.flush()


def _server(port: int) -> list[str]:
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "deploy" / "gunicorn.conf.py")]
    # Loaded once and shared by the processes that answer: half the time to start, half the memory.
    return [*gunicorn, "--preload", "--bind", f"{HOST}:{port}", "portal.wsgi:application"]


def _reloading_server(port: int) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), "runserver", f"{HOST}:{port}"]


WORKER = [sys.executable, "-m", "celery", "--quiet", "-A", "portal", "worker", "-B", "-P", "solo"]
WORKER += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
WORKER_ENVIRONMENT = {
    # In a container everything runs as root; the data folder is all the worker touches.
    "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
}


def _wait_until_healthy(port: int, processes: Processes) -> None:
    request = urllib.request.Request(
        f"http://{HOST}:{port}/healthz", headers={"Host": urlsplit(settings.SITE_URL).netloc}
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if ended := processes.first_ended():
            _fail_with(*ended)
        try:
            with urllib.request.urlopen(request, timeout=5):  # noqa: S310 - the address is ours
                return
        except OSError:
            time.sleep(0.1)
    raise CommandError(f"The web server did not answer within {PATIENCE_SECONDS} seconds; its messages are above.")


def _fail_with(name: str, code: int) -> None:
    raise CommandError(f"The {name} ended by itself (exit code {code}), so the portal has stopped; see above.")
