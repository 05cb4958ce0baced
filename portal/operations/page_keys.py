"""Which requests may share a page, and which answers may be kept for them.

Whatever an answer depends on is either part of the key, or a request that has it passes the cache by.
"""

import re
from collections.abc import Sequence
from operator import itemgetter
from wsgiref.types import WSGIEnvironment

from django.conf import settings

Headers = Sequence[tuple[str, str]]
Key = tuple[object, ...]

# The state of the lists that visitors browse. Anything else in an address, a search text or a
# tracking code, would fill the cache with pages that nobody asks for twice.
PARAMETERS = frozenset(
    {"works_in", "country", "language", "speaks", "written_in", "level", "expertise", "audience", "network"}
    | {"kind", "year", "sort", "page", "view"}
)
_MOST_PARAMETERS = 6
_LONGEST_QUERY = 300

_NEVER_BELOW = ("/admin/", "/django-admin/", "/static/", "/media/", "/documents/", "/healthz", "/readyz")
_NEVER_WITHIN = "/account/"
# A fragment for htmx has the address of the page it is part of.
_HTMX = ("REQUEST", "BOOSTED", "TARGET", "TRIGGER", "TRIGGER_NAME", "CURRENT_URL", "HISTORY_RESTORE_REQUEST", "PROMPT")
_NEVER_WITH = frozenset({"HTTP_AUTHORIZATION", *(f"HTTP_HX_{name}" for name in _HTMX)})

_GZIP = re.compile(r"\bgzip\b")
_NOT_FOR_ALL = re.compile(r"private|no-store|no-cache|max-age=0\b")
_MEDIA_TYPES = frozenset(
    {
        "text/html",
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/json",
        "application/feed+json",
    }
)
# Requests that differ in these have different keys already.
_VARIES = frozenset({"accept-encoding", "cookie"})


def shared_key(environ: WSGIEnvironment) -> Key | None:
    """What all requests for the same page have in common, or None for a request that must reach Django."""
    path = environ.get("PATH_INFO", "")
    host = environ.get("HTTP_HOST")
    if (
        environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        or not host
        or path.startswith(_NEVER_BELOW)
        or _NEVER_WITHIN in path
        or not environ.keys().isdisjoint(_NEVER_WITH)
        or ("HTTP_COOKIE" in environ and _is_known_visitor(environ["HTTP_COOKIE"]))
    ):
        return None
    query = environ.get("QUERY_STRING")
    parameters = _parameters(query) if query else ()
    if parameters is None:
        return None
    gzip = _GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")) is not None
    scheme = (environ["wsgi.url_scheme"], _forwarded_scheme(environ))
    return scheme, host, environ.get("SCRIPT_NAME"), path, parameters, gzip


def is_for_all(status: str, headers: Headers) -> bool:
    """Whether this answer is a whole page that looks the same to every visitor without a session."""
    if not status.startswith("200 "):
        return False
    named: dict[str, str] = {}
    for name, value in headers:
        named[name.lower()] = f"{named[name.lower()]},{value}" if name.lower() in named else value
    varies = {name.strip().lower() for name in named.get("vary", "").split(",") if name.strip()}
    return (
        "set-cookie" not in named
        and "content-length" in named
        and named.get("content-type", "").partition(";")[0].strip().lower() in _MEDIA_TYPES
        and not _NOT_FOR_ALL.search(named.get("cache-control", "").lower())
        and all(name in _VARIES or name.startswith("hx-") for name in varies)
    )


def _is_known_visitor(cookies: str) -> bool:
    return any(name in cookies for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"))


def _parameters(query: str) -> tuple[str, ...] | None:
    """The parameters as sent, by name; those of one name stay in their order, for the last one may win."""
    if len(query) > _LONGEST_QUERY or query.count("&") >= _MOST_PARAMETERS:
        return None
    named = [(piece.partition("=")[0], piece) for piece in query.split("&")]
    if not all(name in PARAMETERS for name, _ in named):
        return None
    return tuple(piece for _, piece in sorted(named, key=itemgetter(0)))


def _forwarded_scheme(environ: WSGIEnvironment) -> str | None:
    header = settings.SECURE_PROXY_SSL_HEADER
    return environ.get(header[0]) if header else None
