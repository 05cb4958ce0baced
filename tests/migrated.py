"""A SQLite database with every migration applied, made once a run: to apply them takes a quarter of a minute."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

# Where it is; `make test` makes it, and a test that finds none applies the migrations itself.
MIGRATED_DATABASE = "MIGRATED_DATABASE"


def migrated_database() -> Path | None:
    found = os.environ.get(MIGRATED_DATABASE)
    return Path(found) if found else None


def start_from_it() -> None:
    """Have the database in memory begin as a copy of it, once it is opened."""
    if migrated_database():
        connection_created.connect(_copy)


def _copy(connection: BaseDatabaseWrapper, **_: object) -> None:
    found = migrated_database()
    if found and connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        connection_created.disconnect(_copy)
        with closing(sqlite3.connect(found)) as source:
            source.backup(connection.connection)
