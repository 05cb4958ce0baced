import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from portal.operations.access_log import AccessLogger

ENVIRON = {
    "REQUEST_METHOD": "GET",
    "RAW_URI": "/en/members/?q=somebody",
    "QUERY_STRING": "q=somebody",
    "REMOTE_ADDR": "203.0.113.7",
    "HTTP_USER_AGENT": "Browser",
    "HTTP_X_REQUEST_ID": "abc",
}


@pytest.fixture
def access(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> AccessLogger:
    logger = AccessLogger(Config())
    monkeypatch.setattr(logger.access_log, "handlers", [caplog.handler])
    return logger


def log(access: AccessLogger) -> None:
    access.access(SimpleNamespace(status="200 OK", sent=4266), None, ENVIRON, timedelta(microseconds=1540))


def test_a_request_is_one_line_that_says_what_it_took(access: AccessLogger, caplog: pytest.LogCaptureFixture) -> None:
    log(access)

    (record,) = caplog.records
    assert record.getMessage() == "GET /en/members/ 200"
    fields = {name: record.__dict__[name] for name in ("status", "bytes", "milliseconds", "request_id")}
    assert fields == {"status": 200, "bytes": 4266, "milliseconds": 1.5, "request_id": "abc"}


def test_who_asked_and_what_they_searched_for_is_not_in_it(
    access: AccessLogger, caplog: pytest.LogCaptureFixture
) -> None:
    log(access)

    written = str(caplog.records[0].__dict__)
    assert not any(told in written for told in ("somebody", "203.0.113.7", "Browser"))


def test_it_is_silent_where_only_warnings_are_wanted(access: AccessLogger, caplog: pytest.LogCaptureFixture) -> None:
    access.access_log.setLevel(logging.WARNING)

    log(access)

    assert not caplog.records


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("/en/account/password/reset/3f/c8x-5e1f0a/?next=/", "/en/account/password/reset/*/*/"),
        ("/bg/account/confirm/MQ:1w:Zx_-9/", "/bg/account/confirm/*/"),
        ("/fr/account/email/undo/MQ%3A1w/", "/fr/account/email/undo/*/"),
        ("/en/account/sign-in/two-factor/", "/en/account/sign-in/two-factor/"),
        ("/en/members/12/anna-B/", "/en/members/12/anna-B/"),
    ],
)
def test_keys_that_open_something_are_not_in_it(
    access: AccessLogger, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, asked: str, written: str
) -> None:
    monkeypatch.setitem(ENVIRON, "RAW_URI", asked)

    log(access)

    assert caplog.records[0].__dict__["path"] == written
