import gzip
from collections.abc import Callable, Iterable, Iterator
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from pytest_django import Settings

from portal.operations import generation, kept_pages
from portal.operations.kept_pages import KeptPage, KeptPages
from portal.operations.page_cache import PageCache
from tests.operations.small_applications import HTML, Page, ask

Cached = Callable[[WSGIApplication], PageCache]


def test_a_page_is_made_once(cached: Cached) -> None:
    page = Page()
    application = cached(page)

    first, second = ask(application), ask(application)

    assert page.asked == 1
    assert first.body == second.body == page.body
    assert second.headers["Content-Length"] == str(len(page.body))
    assert "Age" not in first.headers
    assert second.headers["Age"] == "0"


def test_browsers_are_told_to_ask_again(cached: Cached) -> None:
    application = cached(Page())

    assert [ask(application).headers["Cache-Control"] for _ in range(2)] == ["no-cache", "no-cache"]


def test_a_page_that_says_itself_how_long_it_lasts_keeps_its_word(cached: Cached) -> None:
    application = cached(Page(headers={"Cache-Control": "public, max-age=600"}))

    assert [ask(application).headers["Cache-Control"] for _ in range(2)] == ["public, max-age=600"] * 2


def test_a_browser_that_has_the_page_is_told_that_it_has_not_changed(cached: Cached) -> None:
    page = Page(headers={"Vary": "Cookie", "Content-Language": "en"})
    application = cached(page)
    tag = ask(application).headers["ETag"]

    answer = ask(application, HTTP_IF_NONE_MATCH=f'"other", {tag}')

    assert answer.status == "304 Not Modified"
    assert answer.body == b""
    assert answer.headers == {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Cookie", "Age": "0"}
    assert ask(application, HTTP_IF_NONE_MATCH="*").status == "304 Not Modified"
    assert ask(application, HTTP_IF_NONE_MATCH='"other"').status == "200 OK"


def test_a_page_made_anew_with_the_same_text_has_not_changed_either(cached: Cached) -> None:
    page = Page()
    application = cached(page)
    tag = ask(application).headers["ETag"]
    generation.advance()

    assert ask(application, HTTP_IF_NONE_MATCH=tag).status == "304 Not Modified"
    assert page.asked == 2


def test_the_tag_is_about_the_text_not_its_compression(cached: Cached) -> None:
    text = b"<p>Here we are</p>" * 20
    compressed = [gzip.compress(text, level) for level in (1, 9)]
    tags = {ask(cached(Page(body, headers={"Content-Encoding": "gzip"}))).headers["ETag"] for body in compressed} | {
        ask(cached(Page(text))).headers["ETag"]
    }

    assert len(tags) == 1


def test_head_is_answered_from_the_page_without_its_body(cached: Cached) -> None:
    page = Page()
    application = cached(page)
    ask(application)

    answer = ask(application, REQUEST_METHOD="HEAD")

    assert (answer.body, answer.headers["Content-Length"]) == (b"", str(len(page.body)))
    assert page.asked == 1


def test_the_answer_to_a_first_head_is_not_kept(cached: Cached) -> None:
    page = Page()
    application = cached(page)

    ask(application, REQUEST_METHOD="HEAD")

    assert ask(application).body == page.body
    assert page.asked == 2


def test_a_visitor_with_a_session_is_given_a_page_of_their_own(cached: Cached) -> None:
    page = Page()
    application = cached(page)

    for _ in range(2):
        ask(application, HTTP_COOKIE="sessionid=abc")

    assert page.asked == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"Set-Cookie": "csrftoken=abc"},
        {"Cache-Control": "private"},
        {"Content-Length": ""},
        {"Vary": "Accept-Language"},
    ],
)
def test_what_is_not_for_all_is_handed_on_as_it_is(cached: Cached, changed: dict[str, str]) -> None:
    page = Page(headers=changed)
    application = cached(page)

    answers = [ask(application) for _ in range(2)]

    assert page.asked == 2
    assert all(answer.body == page.body and "ETag" not in answer.headers for answer in answers)


def test_an_error_is_not_kept(cached: Cached) -> None:
    page = Page(status="503 Service Unavailable")
    application = cached(page)

    assert [ask(application).status for _ in range(2)] == [page.status] * 2
    assert page.asked == 2


def test_each_answer_is_closed_once(cached: Cached) -> None:
    page = Page()
    application = cached(page)

    ask(application)
    ask(application)
    ask(application, query="q=word")

    assert (page.asked, page.closed) == (2, 2)


def test_an_answer_that_breaks_off_is_closed_and_not_kept(cached: Cached) -> None:
    class Broken:
        closed = 0

        def __iter__(self) -> Iterator[bytes]:
            yield b"<p>"
            raise BrokenPipeError

        def close(self) -> None:
            self.closed += 1

    broken = Broken()

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [*HTML.items(), ("Content-Length", "10")])
        return broken

    around = cached(application)
    for _ in range(2):
        with pytest.raises(BrokenPipeError):
            ask(around)
    assert broken.closed == 2


def test_a_streamed_answer_is_not_gathered(cached: Cached) -> None:
    class Stream:
        streaming = True

        def __iter__(self) -> Iterator[bytes]:
            return iter([b"<p>", b"</p>"])

    stream = Stream()

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [*HTML.items(), ("Content-Length", "7")])
        return stream

    around = cached(application)

    assert [ask(around).body for _ in range(2)] == [b"<p></p>"] * 2
    assert "Age" not in ask(around).headers


def test_an_application_that_starts_late_is_handed_on(cached: Cached) -> None:
    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [*HTML.items(), ("Content-Length", "3")])
        yield b"<p>"

    assert ask(cached(application)).body == b"<p>"


def test_what_an_application_writes_itself_is_part_of_the_page(cached: Cached) -> None:
    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [*HTML.items(), ("Content-Length", "7")])(b"<p>")
        return [b"</p>"]

    around = cached(application)

    assert [ask(around).body for _ in range(2)] == [b"<p></p>"] * 2


def test_a_page_that_changed_while_it_was_made_is_not_served_again(cached: Cached) -> None:
    page = Page(on_call=generation.advance)
    application = cached(page)

    ask(application)
    ask(application)

    assert page.asked == 2


def test_a_page_is_served_for_five_minutes_at_most(cached: Cached, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(kept_pages, "monotonic", lambda: now[0])
    page = Page()
    application = cached(page)
    ask(application)

    now[0] += 300
    assert ask(application).headers["Age"] == "300"
    now[0] += 1
    ask(application)

    assert page.asked == 2


def test_without_a_generation_nothing_is_cached(cached: Cached, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "current", lambda: None)
    page = Page()
    application = cached(page)

    assert [ask(application).body for _ in range(2)] == [page.body] * 2
    assert page.asked == 2


@pytest.mark.parametrize("part", [(generation, "current"), (KeptPages, "put"), (KeptPage, "__init__")])
def test_a_fault_of_the_cache_leaves_the_page(
    cached: Cached, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, part: tuple[object, str]
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(*part, fail)
    page = Page()

    answer = ask(cached(page))

    assert (answer.status, answer.body) == ("200 OK", page.body)
    assert page.closed == 1
    assert "RuntimeError" in caplog.text


def test_with_no_room_the_cache_only_hands_on(cached: Cached, settings: Settings) -> None:
    settings.PAGE_CACHE_BYTES = 0
    page = Page()
    application = cached(page)

    assert [ask(application).headers.get("ETag") for _ in range(2)] == [None, None]
    assert page.asked == 2


def test_the_longest_unused_pages_leave_when_the_room_is_full(cached: Cached, settings: Settings) -> None:
    settings.PAGE_CACHE_BYTES = 100_000
    page = Page(body=b"x" * 9_000)
    application = cached(page)

    def is_kept(path: str) -> bool:
        before = page.asked
        ask(application, path)
        return page.asked == before

    for number in range(8):
        is_kept(f"/en/{number}/")
    assert is_kept("/en/0/")
    is_kept("/en/8/")

    assert [is_kept("/en/0/"), is_kept("/en/8/"), is_kept("/en/1/")] == [True, True, False]


def test_a_page_that_would_push_out_many_others_is_not_kept(cached: Cached, settings: Settings) -> None:
    settings.PAGE_CACHE_BYTES = 100_000
    page = Page(body=b"x" * 20_000)
    application = cached(page)

    assert [ask(application).body for _ in range(2)] == [page.body] * 2
    assert page.asked == 2
