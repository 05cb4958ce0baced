"""WSGI applications small enough to know all about, and a way to ask them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Page:
    """Answers one page, and counts how often it was asked and its answers were closed.

    A header given as an empty text is left out.
    """

    body: bytes = b"<p>Here we are</p>"
    status: str = "200 OK"
    headers: dict[str, str] = field(default_factory=dict)
    on_call: Callable[[], object] = lambda: None
    asked: int = 0
    closed: int = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        self.on_call()
        headers = HTML | {"Content-Length": str(len(self.body))} | self.headers
        start_response(self.status, [(name, value) for name, value in headers.items() if value])
        return Chunks(self)


class Chunks:
    def __init__(self, page: Page) -> None:
        self._page = page

    def __iter__(self) -> Any:
        middle = len(self._page.body) // 2
        return iter([self._page.body[:middle], self._page.body[middle:]])

    def close(self) -> None:
        self._page.closed += 1


def ask(application: WSGIApplication, path: str = "/en/", query: str = "", **variables: str) -> Answer:
    """Ask as a server would, and close what comes back."""
    environ: WSGIEnvironment = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost", **variables}
    setup_testing_defaults(environ)
    started: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
    ) -> Callable[[bytes], object]:
        started[:] = [(status, headers)]
        return written.append

    chunks = application(environ, start_response)
    try:
        written += chunks
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, headers = started[0]
    return Answer(status, dict(headers), b"".join(written))


@contextmanager
def all_of_django() -> Iterator[WSGIApplication]:
    """The portal itself, leaving the test's own connection open, which it would close once it grew old."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield get_wsgi_application()
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
