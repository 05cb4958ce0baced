"""What the log says of a request, as it is written."""

import io
import json
import logging

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> logging.StreamHandler[io.StringIO]:
    """The handler that everything goes through, writing into memory."""
    handler = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    assert isinstance(handler, logging.StreamHandler)
    monkeypatch.setattr(handler, "stream", io.StringIO())
    return handler


def written(console: logging.StreamHandler[io.StringIO]) -> str:
    return console.stream.getvalue()


def test_a_complaint_names_the_path_and_nothing_that_was_typed(console: logging.StreamHandler[io.StringIO]) -> None:
    Client().get("/en/memberz/?q=Anna+Geheim", headers={"user-agent": "Browser"}, REMOTE_ADDR="203.0.113.7")

    line = json.loads(written(console))
    assert (line["message"], line["status_code"]) == ("Not Found: /en/memberz/", 404)
    assert not any(told in written(console) for told in ("Geheim", "203.0.113.7", "Browser", "WSGIRequest"))


@pytest.mark.parametrize(
    "path", ["/en/account/email/confirm/Sec-ret1/", "/de/account/password/reset/3f/c8x-Sec-ret1/?email=a@example.org"]
)
def test_a_form_refused_behind_a_link_tells_no_key(console: logging.StreamHandler[io.StringIO], path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403

    assert "Forbidden" in written(console)
    assert "Sec-ret1" not in written(console)
    assert "example.org" not in written(console)


def test_a_host_that_is_not_ours_is_no_error(console: logging.StreamHandler[io.StringIO]) -> None:
    assert Client().get("/en/", headers={"host": "other.example"}).status_code == 400

    assert "Traceback" not in written(console)
    assert "ERROR" not in written(console)


@pytest.mark.parametrize(
    ("message", "arguments", "told"),
    [
        ("Invalid request from ip=203.0.113.7: Invalid HTTP Header: 'Cookie'", (), "Invalid request"),
        (
            "Error handling request %s %s",
            ("GET", "/en/account/confirm/MQ:1w/?q=x"),
            "Error handling request GET /en/account/confirm/*/",
        ),
        ("Booting worker with pid: %s", (4711,), "Booting worker with pid: 4711"),
    ],
)
def test_the_server_tells_no_more(
    console: logging.StreamHandler[io.StringIO], message: str, arguments: tuple[object, ...], told: str
) -> None:
    console.handle(logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, message, arguments, None))

    assert json.loads(written(console))["message"] == told
