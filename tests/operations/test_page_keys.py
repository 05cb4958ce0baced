from wsgiref.util import setup_testing_defaults

import pytest
from pytest_django import Settings

from portal.operations.page_keys import PARAMETERS, Key, is_for_all, shared_key

PAGE = {"Content-Type": "text/html; charset=utf-8", "Content-Length": "7"}


def key(path: str = "/en/", query: str = "", **variables: str) -> Key | None:
    environ: dict[str, object] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost", **variables}
    setup_testing_defaults(environ)
    return shared_key(environ)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/pages/3/",
        "/fr/account/sign-in/",
        "/static/site.css",
        "/documents/1/a.pdf",
        "/healthz",
        "/readyz",
    ],
)
def test_some_paths_are_never_shared(path: str) -> None:
    assert key(path) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_is_shared(method: str) -> None:
    assert key(REQUEST_METHOD=method) is None


@pytest.mark.parametrize("cookie", ["sessionid=abc", "a=1; csrftoken=abc", "messages=abc"])
def test_a_visitor_with_a_session_is_not_given_a_shared_page(cookie: str) -> None:
    assert key(HTTP_COOKIE=cookie) is None


def test_the_session_cookie_is_known_by_the_name_in_the_settings(settings: Settings) -> None:
    settings.SESSION_COOKIE_NAME = "portal_session"

    assert key(HTTP_COOKIE="portal_session=abc") is None


def test_other_cookies_do_not_matter() -> None:
    assert key(HTTP_COOKIE="theme=dark") == key()


@pytest.mark.parametrize("header", ["HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_HX_TARGET"])
def test_what_is_asked_with_a_special_header_is_not_shared(header: str) -> None:
    assert key(**{header: "true"}) is None


def test_a_request_without_a_host_is_not_shared() -> None:
    assert shared_key({"REQUEST_METHOD": "GET", "PATH_INFO": "/en/", "wsgi.url_scheme": "http"}) is None


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_the_state_of_a_list_is_part_of_the_key(name: str) -> None:
    assert key(query=f"{name}=a") not in (None, key(), key(query=f"{name}=b"))


@pytest.mark.parametrize("query", ["q=word", "utm_source=x", "page=2&next=%2F", "&", "page=2&", "Page=2", "p%61ge=2"])
def test_any_other_parameter_passes_the_cache_by(query: str) -> None:
    assert key(query=query) is None


def test_the_number_and_length_of_parameters_are_bounded() -> None:
    assert key(query="&".join(["expertise=a"] * 6)) is not None
    assert key(query="&".join(["expertise=a"] * 7)) is None
    assert key(query="sort=" + "a" * 400) is None


def test_the_order_of_parameters_does_not_matter() -> None:
    assert key(query="page=2&works_in=fr") == key(query="works_in=fr&page=2")


def test_the_order_of_values_of_one_parameter_matters() -> None:
    assert key(query="page=1&page=2") != key(query="page=2&page=1")


@pytest.mark.parametrize(
    "other",
    [{"HTTP_HOST": "example.org"}, {"wsgi.url_scheme": "https"}, {"HTTP_ACCEPT_ENCODING": "br, gzip"}],
)
def test_host_scheme_and_encoding_are_part_of_the_key(other: dict[str, str]) -> None:
    assert key(**other) not in (None, key())


def test_the_scheme_that_a_proxy_forwards_is_part_of_the_key(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert key(HTTP_X_FORWARDED_PROTO="https") != key(HTTP_X_FORWARDED_PROTO="http")


def test_a_head_request_has_the_key_of_the_page() -> None:
    assert key(REQUEST_METHOD="HEAD") == key()


@pytest.mark.parametrize(
    "headers",
    [{}, {"Vary": "Accept-Encoding, Cookie"}, {"Vary": "HX-Request"}, {"Cache-Control": "public, max-age=600"}]
    + [{"Content-Type": media} for media in ("application/json", "application/rss+xml", "application/xml")],
)
def test_an_ordinary_page_is_for_all(headers: dict[str, str]) -> None:
    assert is_for_all("200 OK", list((PAGE | headers).items()))


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found", "500 Server Error", "206 Partial Content"])
def test_only_a_whole_page_is_for_all(status: str) -> None:
    assert not is_for_all(status, list(PAGE.items()))


@pytest.mark.parametrize(
    "headers",
    [
        {"Set-Cookie": "csrftoken=abc"},
        {"Cache-Control": "Private"},
        {"Cache-Control": "no-store"},
        {"Cache-Control": "max-age=0, must-revalidate"},
        {"Vary": "Accept-Language"},
        {"Vary": "*"},
        {"Content-Type": "application/pdf"},
        {"Content-Type": ""},
    ],
)
def test_an_answer_for_one_visitor_is_not_for_all(headers: dict[str, str]) -> None:
    assert not is_for_all("200 OK", list((PAGE | headers).items()))


def test_an_answer_of_unknown_length_is_not_for_all() -> None:
    assert not is_for_all("200 OK", [("Content-Type", "text/html")])


@pytest.mark.parametrize("name", ["Vary", "Cache-Control"])
def test_a_header_sent_twice_counts_whole(name: str) -> None:
    values = {"Vary": ["Accept-Language", "Cookie"], "Cache-Control": ["private", "max-age=60"]}[name]

    assert not is_for_all("200 OK", [*PAGE.items(), *((name, value) for value in values)])
