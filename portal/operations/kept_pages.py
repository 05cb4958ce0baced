"""Pages kept in the memory of a process, the longest unused leaving first."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from time import monotonic
from wsgiref.types import StartResponse, WSGIEnvironment

from portal.operations.page_keys import Headers, Key

OLDEST_SECONDS = 300

# What a page takes beside its body, roughly: key, headers, places in the mapping.
_OVERHEAD = 3000
_LARGEST_SHARE = 8
# Of the headers of a page, those that belong on an answer saying it hasn't changed (RFC 9110, 15.4.5).
_ON_NOT_MODIFIED = frozenset({"cache-control", "content-location", "etag", "expires", "vary"})


class KeptPage:
    """A page ready to send, with an entity tag, and a Cache-Control that has browsers ask again.

    Asking again is cheap, and "back" after signing in or out doesn't show the page of before.
    """

    __slots__ = ("_body", "_headers", "_headers_not_modified", "_tag", "kept_at", "size")

    def __init__(self, headers: Headers, body: bytes) -> None:
        self._body = body
        self._tag = _tag(headers, body)
        self._headers = [(name, value) for name, value in headers if name.lower() != "etag"]
        self._headers.append(("ETag", f"W/{self._tag}"))
        if not any(name.lower() == "cache-control" for name, _ in headers):
            self._headers.append(("Cache-Control", "no-cache"))
        self._headers_not_modified = [item for item in self._headers if item[0].lower() in _ON_NOT_MODIFIED]
        self.kept_at = monotonic()
        self.size = len(body) + _OVERHEAD

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse, *, hit: bool) -> Iterable[bytes]:
        """Send the page, or that it hasn't changed. From the cache it says how many seconds old it is."""
        age = [("Age", str(int(monotonic() - self.kept_at)))] if hit else []
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and (self._tag in known or known.strip() == "*"):
            start_response("304 Not Modified", self._headers_not_modified + age)
            return []
        start_response("200 OK", self._headers + age)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self._body]


class KeptPages:
    """At most `capacity` bytes of pages, none older than five minutes. Safe to share between threads."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if monotonic() - page.kept_at > OLDEST_SECONDS:
                self._remove(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: KeptPage) -> None:
        """Keep a page, unless it alone would take a large part of the room."""
        if page.size > self._capacity / _LARGEST_SHARE:
            return
        with self._lock:
            if key in self._pages:
                self._remove(key)
            self._pages[key] = page
            self._size += page.size
            while self._size > self._capacity:
                self._remove(next(iter(self._pages)))

    def _remove(self, key: Key) -> None:
        self._size -= self._pages.pop(key).size


def _tag(headers: Headers, body: bytes) -> str:
    """A tag of what the page says, the same however it is compressed and whichever process made it."""
    if ("content-encoding", "gzip") in {(name.lower(), value) for name, value in headers}:
        body = gzip.decompress(body)
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
