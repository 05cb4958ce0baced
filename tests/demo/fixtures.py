"""The demonstration, loaded once for all tests of a module: it takes as long as a hundred of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from network.models import Member, Network
from portal.accounts.models import User
from portal.operations import generation
from search.cards import card_key
from search.marks import mark
from search.projector import project_pending


@dataclass(frozen=True)
class Loaded:
    """Where its files are, and what was there before it came: somebody of the site's own, no more."""

    folder: Path
    rows_before: dict[str, int]
    files_before: set[str]


@pytest.fixture(scope="module")
def once_loaded(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    """Stays in a transaction that is never committed; each test has a savepoint of its own within."""
    folder = tmp_path_factory.mktemp("demonstration")
    transaction_of_all = transaction.atomic()
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"):
        transaction_of_all.__enter__()
        resident = User.objects.create_user("anna@example.org", "a good long sentence")
        Member.objects.create(user=resident, name="Anna Berg")
        # As a first start does with what the migrations brought.
        mark(card_key("network", pk) for pk in Network.objects.values_list("pk", flat=True))
        project_pending()
        generation.advance()
        loaded = Loaded(folder, rows(), files(folder))
        call_command("demo", verbosity=0)
    yield loaded
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        transaction_of_all.__exit__(None, None, None)


@pytest.fixture
def loaded(once_loaded: Loaded, own_data_folder: Path, settings: Settings, db: None) -> Loaded:
    """A portal with the demonstration, and with its accounts."""
    settings.DATA_DIR, settings.MEDIA_ROOT = once_loaded.folder, once_loaded.folder / "media"
    return once_loaded


def rows() -> dict[str, int]:
    """The rows of every table, but for the inner tables of SQLite's text search, which grow as they like."""
    with connection.cursor() as cursor:
        counted = {}
        tables = [name for name in connection.introspection.table_names(cursor) if "_fts_" not in name]
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            counted[table] = cursor.fetchone()[0]
    return counted


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
