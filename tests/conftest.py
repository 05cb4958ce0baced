"""What holds for every test: no network but this machine, no file outside a temporary folder."""

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings

from portal.launch.preparation import ensure_messages
from tests.migrated import start_from_it
from tests.services import chromium, database_url, elasticsearch_url, nu_checker, redis_url, smtp_sink

__all__ = ["chromium", "database_url", "elasticsearch_url", "nu_checker", "redis_url", "smtp_sink"]


def pytest_configure() -> None:
    """Translations are read in their compiled form, which a fresh clone does not have."""
    ensure_messages()
    start_from_it()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one engine after the other are marked by the engine, for `tests.run` tells them apart."""
    for item in items:
        callspec = getattr(item, "callspec", None)
        asked = {*getattr(item, "fixturenames", ()), *map(str, callspec.params.values() if callspec else ())}
        if asked & {"elasticsearch", "elasticsearch_url"}:
            item.add_marker("elasticsearch")
        elif "tantivy" in asked:
            item.add_marker("embedded")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the figures that tests recorded, whichever process ran them."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, figures in (
                getattr(report, "user_properties", ()) if getattr(report, "when", "") == "call" else ()
            ):
                if name == "figures":
                    terminalreporter.section(report.nodeid.rpartition("::")[2])
                    terminalreporter.write_line(str(figures))


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """Refuses connections that would leave this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        yield


def _guarded(connect: Any) -> Any:
    def guarded(this: socket.socket, address: Any) -> Any:
        if this.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise AssertionError(f"A test tried to reach {address[0]}; only this machine is allowed.")
        return connect(this, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Real commits, for tests with several connections. Who uses it cleans up.

    Run alone, such tests are given the configured database, for they ask for none to be made.
    """
    with django_db_blocker.unblock():
        if connection.vendor != "postgresql":
            pytest.skip("SQLite lets one connection write at a time; two meet on PostgreSQL only.")
        if not str(connection.settings_dict["NAME"]).startswith("test_"):
            pytest.skip("Only run with tests that have a database made; this one would be written to for good.")
        yield
        connection.close()


@pytest.fixture(autouse=True)
def own_data_folder(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A temporary data folder, so that no test writes into the one of a running portal."""
    folder = tmp_path_factory.getbasetemp() / "data"
    settings.DATA_DIR = folder
    settings.MEDIA_ROOT = folder / "media"
    return folder


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Pictures of one test have the keys of another's, and what one sends counts against the limits of the next."""
    yield
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A request in another language leaves its thread in that language."""
    yield
    translation.deactivate()
