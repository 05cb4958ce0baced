"""Whatever is sent to whichever address: an answer, and never a fault of the portal's own."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from portal.pages.models import ContactPage
from tests.accounts.factories import OperatorFactory
from tests.accounts.reauthenticated import confirm_password
from tests.pages.factories import make, make_imprint, make_news

pytestmark = pytest.mark.django_db

HUGE = "9" * 25
HOSTILE = (
    "",
    "a\0b",
    "9" * 5_000,
    "[" * 2_000,
    "'\"><script>alert(1)</script>",
    HUGE,
    "x\r\nSet-Cookie: a=b",
    "٣",
    "../../../etc/passwd",
    "http://[",
    "a@b@c",
    '{"a": [1, null]}',
    "\U0001f4a9\u202e",
)
# Most is tried once: on PostgreSQL, which refuses more, where a run on it follows. SQLite alone refuses huge numbers.
POSTGRESQL_FOLLOWS = bool(os.environ.get("SERVICE_DATABASE_URL"))
IN_FORMS = (HUGE,) if POSTGRESQL_FOLLOWS else (HUGE, "a\0b", "9" * 5_000, "[" * 2_000, "x\r\nSet-Cookie: a=b")
IN_PATHS = (HUGE, "x", "%00", "%FF", "%2e%2e%2f", "a" * 3_000, "mq-1-a", "٣")
FIELDS = (
    "login", "password", "email", "password1", "password2", "oldpassword", "code", "credential", "name", "next",
    "first_name", "last_name", "language", "purpose", "version", "terms", "subject", "message", "shown", "website",
    "return_url", "remember", "passwordless", "csrfmiddlewaretoken",
)  # fmt: skip
IN_QUERIES = (
    "q", "works_in", "language", "level", "expertise", "audience", "network", "sort", "page", "view", "next",
    "country", "year", "tag", "topic", "when", "passphrase",
)  # fmt: skip
HEADERS = (
    {"Accept-Language": "x" * 5_000},
    {"Accept-Language": "en;q=nan, \udcff\0, *;q=9e9"},
    {"Cookie": "sessionid=\0\xff; csrftoken=" + "x" * 3_000 + "; messages=%ff; ;;="},
    {"Accept-Encoding": "gzip;q=x, \xff", "Range": "bytes=9-1", "If-None-Match": '"', "If-Modified-Since": "never"},
    {"If-Modified-Since": "Mon, 99 Foo 99999 99:99:99 GMT", "If-None-Match": "W/*,,"},
    {"Accept": "*/*;q=x", "Sec-Fetch-Dest": "\xff", "HX-Request": "true", "HX-Current-URL": "http://[", "Origin": "]"},
    {"Referer": "http://[", "Origin": "http://[", "X-Forwarded-For": "\0, x", "X-Forwarded-Proto": "x,y"},
    {"Host": "["},
    {"Host": "evil.example"},
    {"Host": ""},
    {"Content-Type": "application/json"},
)
LANGUAGE = "de"
SIGN_IN = f"/{LANGUAGE}/account/sign-in/?"
LISTS = (
    "/",
    f"/{LANGUAGE}/",
    f"/{LANGUAGE}/aktuell/",
    f"/{LANGUAGE}/members/",
    f"/{LANGUAGE}/networks/",
    f"/{LANGUAGE}/feed.atom",
    f"/{LANGUAGE}/calendar.ics",
    f"/{LANGUAGE}/account/sign-in/",
    f"/{LANGUAGE}/account/terms/",
    f"/{LANGUAGE}/nothing-here/",
    "/sitemap.xml",
    "/documents/1/x",
)


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = before + re.sub(r"^\^|\$$", "", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield here
        elif here != "admin/":
            yield from _patterns(pattern, here)


def _paths_of_forms() -> list[str]:
    """Each address once, those that end a session last."""
    return sorted(
        {path for path in _paths() if f"/{HUGE}" not in path and len(path) < 200 and "%" not in path},
        key=lambda path: "sign-out" in path,
    )


def _paths() -> list[str]:
    """Every address outside the editors' desk, with hostile words in the places that it has for some."""
    places = re.compile(r"<[^>]*>|\((?:[^()]|\([^()]*\))*\)")
    found = {
        "/" + places.sub(lambda _place, word=word: word, pattern).replace("\\", "")  # type: ignore[misc]
        for pattern in _patterns(get_resolver())
        for word in IN_PATHS
    }
    return sorted(path if path.startswith(f"/{LANGUAGE}/") else path.replace("/en/", f"/{LANGUAGE}/") for path in found)


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    """A demonstration with pages that answer by themselves, and no limits, which would answer in their place."""
    settings.ACCOUNT_RATE_LIMITS, settings.DEMO = False, True
    make(ContactPage, LANGUAGE, "kontakt")
    make_news(LANGUAGE, "aktuell")
    make_imprint()


@pytest.fixture(params=["visitor", "operator"])
def browser(request: pytest.FixtureRequest) -> Client:
    """A browser with nobody or with an operator signed in, which is told of a fault as others are."""
    client = Client(raise_request_exception=False, headers={"Origin": "http://testserver"})
    if request.param != "visitor":
        client.force_login(OperatorFactory.create())
        confirm_password(client)
    return client


def _fault(response: Any, *asked: object) -> list[str]:
    """What went wrong in the portal, if anything did."""
    response.getvalue()
    error = getattr(response, "exc_info", None)
    return (
        [f"{str(asked)[:300]}: {error[1] if error else response.status_code!r}"] if response.status_code >= 500 else []
    )


def test_every_address_stands_hostile_words_in_its_place(browser: Client) -> None:
    faults = [fault for path in _paths() for fault in _fault(browser.get(path), path)]

    assert not faults, "\n".join(faults)


def test_every_address_stands_hostile_forms(browser: Client) -> None:
    faults = []
    for path in _paths_of_forms():
        first = browser.post(path)
        faults += _fault(first, path)
        if first.status_code in (403, 404, 405) or first.headers.get("Location", "").startswith(SIGN_IN):
            continue
        for word in IN_FORMS:
            faults += _fault(browser.post(path, dict.fromkeys(FIELDS, word)), path, word)
        if POSTGRESQL_FOLLOWS:
            continue
        upload = SimpleUploadedFile("\0/../x.svg", b"<svg onload=alert(1)>", "image/svg+xml")
        faults += _fault(browser.post(path, dict.fromkeys(FIELDS, upload)), path, "upload")
        for content_type in ("multipart/form-data; boundary=", "\xff"):
            faults += _fault(browser.generic("POST", path, b"\xff\0{", content_type), path, content_type)

    assert not faults, "\n".join(faults)


def test_every_list_stands_hostile_queries(browser: Client) -> None:
    faults = []
    for path in LISTS:
        for word in (HUGE,) if POSTGRESQL_FOLLOWS else HOSTILE:
            faults += _fault(browser.get(path, {key: [word, word] for key in IN_QUERIES}), path, word)
        for query in ("%", "%FF=%FF", "page=%00", "&&=&;", "a[]=1&" * 1_500):
            faults += _fault(browser.get(f"{path}?{query}"), path, query)

    assert not faults, "\n".join(faults)


@pytest.mark.skipif(POSTGRESQL_FOLLOWS, reason="headers are tried in the run on PostgreSQL")
@pytest.mark.parametrize("headers", HEADERS, ids=" ".join)
def test_every_page_stands_hostile_headers(headers: dict[str, str]) -> None:
    browser = Client(raise_request_exception=False)
    faults = [
        fault
        for path in (*LISTS, f"/{LANGUAGE}/contact/send/")
        for method in ("get", "head", "post", "options", "delete", "put")
        for fault in _fault(getattr(browser, method)(path, headers=headers), method, path)
    ]

    assert not faults, "\n".join(faults)
