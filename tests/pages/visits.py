"""Opening pages, and counting what they ask of the database."""

from collections.abc import Callable

from django.db import connection
from django.test import Client


def read(client: Client, path: str) -> str:
    """The HTML of a page that is there, on one line."""
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def queries(client: Client, path: str) -> int:
    """The queries of one request, caches that a running portal has being warm."""
    client.get(path)
    seen: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        assert client.get(path).status_code == 200
    return len(seen)
