import logging

import pytest

from portal.operations.request_id import RequestId, RequestIdFilter
from tests.operations.small_applications import Page, ask


def logged_id() -> object:
    record = logging.makeLogRecord({})
    RequestIdFilter().filter(record)
    return record.__dict__["request_id"]


def test_the_id_of_a_proxy_is_kept_and_sent_back() -> None:
    assert ask(RequestId(Page()), HTTP_X_REQUEST_ID="edge-7.f_3").headers["X-Request-ID"] == "edge-7.f_3"


@pytest.mark.parametrize("malformed", ["", "a b", "a\nb", "<b>", "x" * 65, "ä"])
def test_a_malformed_id_is_replaced(malformed: str) -> None:
    made = ask(RequestId(Page()), HTTP_X_REQUEST_ID=malformed).headers["X-Request-ID"]

    assert made != malformed
    assert made.isalnum()


def test_each_request_without_an_id_gets_its_own() -> None:
    application = RequestId(Page())

    assert ask(application).headers["X-Request-ID"] != ask(application).headers["X-Request-ID"]


def test_log_lines_carry_the_id_during_the_request_only() -> None:
    seen: list[object] = []
    page = Page(on_call=lambda: seen.append(logged_id()))

    ask(RequestId(page), HTTP_X_REQUEST_ID="abc")

    assert seen == ["abc"]
    assert logged_id() == "-"


def test_an_id_that_a_record_has_already_stays() -> None:
    record = logging.makeLogRecord({"request_id": "abc"})

    RequestIdFilter().filter(record)

    assert record.__dict__["request_id"] == "abc"


def test_the_answer_of_the_application_is_closed() -> None:
    page = Page()

    ask(RequestId(page))

    assert page.closed == 1
