"""A name for each request that its log lines and its answer carry, so that a reported problem can be found."""

import logging
import re
import secrets
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")

_request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestId:
    """Takes the id that a proxy in front gave the request or makes one, and sends it back.

    The id holds while the application makes its answer; the lines of a streamed body come later
    and carry none. An id that isn't well-formed is replaced: it would end up in log lines.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request_id = environ.get("HTTP_X_REQUEST_ID", "")
        if not _WELL_FORMED.fullmatch(request_id):
            environ["HTTP_X_REQUEST_ID"] = request_id = secrets.token_hex(8)

        def start_named_response(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            return start_response(status, [*headers, ("X-Request-ID", request_id)], exc_info)

        token = _request_id.set(request_id)
        try:
            return self._application(environ, start_named_response)
        finally:
            _request_id.reset(token)


class RequestIdFilter(logging.Filter):
    """Gives each log record the id of its request, "-" outside of one; an id it already has stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "request_id"):
            record.request_id = _request_id.get()
        return True
