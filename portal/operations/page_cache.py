"""The page cache: a page that visitors without a session share is made once and then sent from memory.

It stands around Django, so a hit runs nothing of it. What may be shared is in `page_keys`, what makes
pages stale is in `generation`.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

from portal.operations import generation
from portal.operations.kept_pages import KeptPage, KeptPages
from portal.operations.page_keys import Key, is_for_all, shared_key

logger = logging.getLogger(__name__)


class PageCache:
    """Wraps the application. With `settings.PAGE_CACHE_BYTES` at 0 it only hands on.

    A fault of the cache itself is logged and the page comes from the application.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        self._pages = KeptPages(settings.PAGE_CACHE_BYTES) if settings.PAGE_CACHE_BYTES else None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self._pages is None or (key := _key(environ)) is None:
            return self._application(environ, start_response)
        page = self._pages.get(key)
        if page is not None:
            return page.answer(environ, start_response, hit=True)
        if environ["REQUEST_METHOD"] != "GET":
            return self._application(environ, start_response)
        return self._make(self._pages, key, environ, start_response)

    def _make(
        self, pages: KeptPages, key: Key, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        held = _HeldStart(start_response)
        chunks = self._application(environ, held)
        if held.status is None or getattr(chunks, "streaming", False):
            held.release()
            return chunks
        try:
            body = b"".join([*held.written, *chunks])
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        try:
            page = KeptPage(held.headers, body)
            pages.put(key, page)
        except Exception:
            logger.exception("A page could not be kept")
            start_response(held.status, held.headers)
            return [body]
        return page.answer(environ, start_response, hit=False)


def _key(environ: WSGIEnvironment) -> Key | None:
    """The key of a page with its generation, which thereby is read before the page is made."""
    try:
        shared = shared_key(environ)
        if shared is None or (current := generation.current()) is None:
            return None
    except Exception:
        logger.exception("The page cache could not look for a page")
        return None
    return *shared, current


class _HeldStart:
    """Stands in for `start_response`: holds back the start of an answer that may be kept.

    `status` is None when there is nothing to hold back, or when it has been sent on.
    """

    def __init__(self, start_response: StartResponse) -> None:
        self._start_response = start_response
        self._hands_on = False
        self.status: str | None = None
        self.headers: list[tuple[str, str]] = []
        self.written: list[bytes] = []

    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
    ) -> Callable[[bytes], object]:
        if self._hands_on or exc_info is not None or not is_for_all(status, headers):
            self._hands_on, self.status = True, None
            return self._start_response(status, headers, exc_info)
        self.status, self.headers = status, headers
        return self.written.append

    def release(self) -> None:
        """Send on what was held back, and from now on everything at once."""
        if self.status is not None:
            write = self._start_response(self.status, self.headers)
            for chunk in self.written:
                write(chunk)
        self._hands_on, self.status = True, None
