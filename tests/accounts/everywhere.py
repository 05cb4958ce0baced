"""All that an installation keeps, as text: every table and every file."""

from pathlib import Path

from django.conf import settings
from django.db import connection


def places_with(word: str) -> list[str]:
    """The tables and files that contain `word`, in whatever case and encoding of it."""
    return [*_tables_with(word), *_files_with(word)]


def _tables_with(word: str) -> list[str]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return [table for table in tables if _is_in_table(cursor, table, word)]


def _is_in_table(cursor: object, table: str, word: str) -> bool:
    cursor.execute(f'SELECT * FROM "{table}"')  # type: ignore[attr-defined]
    return any(_is_in(str(value), word) for row in cursor.fetchall() for value in row)  # type: ignore[attr-defined]


def _is_in(text: str, word: str) -> bool:
    escaped = word.encode("unicode_escape").decode()
    return word.casefold() in text.casefold() or escaped.casefold() in text.casefold()


def _files_with(word: str) -> list[str]:
    folder = Path(settings.DATA_DIR)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if word.casefold() in (path.name + _content(path)).casefold()]


def _content(path: Path) -> str:
    return path.read_bytes().decode(errors="replace")
