"""Which forms without a token are taken."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.operations.same_origin import is_from_here, same_origin_post


@same_origin_post
def view(request: HttpRequest, word: str) -> HttpResponse:
    return HttpResponse(word)


def post(**headers: str) -> HttpRequest:
    return RequestFactory().post("/form/", headers=headers)


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Origin": "http://testserver"}, True),
        ({"Referer": "http://testserver/en/contact/"}, True),
        ({"Origin": "null", "Referer": "http://testserver/"}, False),
        ({"Origin": "http://testserver:81"}, False),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://testserver@elsewhere.example"}, False),
        ({"Origin": "http://[::"}, False),
        ({"Referer": "/en/contact/"}, False),
        ({}, False),
    ],
)
def test_a_form_of_this_very_host_is_taken(headers: dict[str, str], taken: bool) -> None:
    assert is_from_here(post(**headers)) is taken


def test_the_scheme_counts() -> None:
    request = RequestFactory().post("/form/", headers={"Origin": "https://testserver"}, secure=True)

    assert is_from_here(request)


def test_the_view_gets_what_is_taken_and_nothing_else() -> None:
    answer = view(post(Origin="http://testserver"), "hello")
    assert isinstance(answer, HttpResponse)
    assert answer.content == b"hello"
    with pytest.raises(PermissionDenied, match="another site"):
        view(post(), "hello")
    assert view(RequestFactory().get("/form/"), "hello").status_code == 405
    assert getattr(view, "csrf_exempt", False)
