"""The watch that every page is under hears what it should."""

from playwright.sync_api import Browser, Page

from tests.browser.conftest import watch
from tests.launch.serving import PortalServer


def test_the_first_page_of_a_visitor_gives_no_cause_for_complaint(page: Page) -> None:
    answer = page.goto("/")
    assert answer is not None
    assert answer.ok


def test_faults_of_a_page_are_heard(browser: Browser, portal_server: PortalServer) -> None:
    with browser.new_context(base_url=portal_server.url) as context:
        complaints = watch(context, portal_server.url)
        page = context.new_page()
        page.goto("/")
        page.evaluate("console.error('it went wrong')")
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://elsewhere.example/a.png'}))")
        with context.expect_event("weberror"):
            page.evaluate("setTimeout(() => { throw new Error('not caught') })")
        heard = "\n".join(complaints)

    assert "console: it went wrong" in heard
    assert "elsewhere.example" in heard
    assert "script: not caught" in heard


def test_a_page_that_is_not_there_may_be_asked_for(page: Page) -> None:
    answer = page.goto("/en/no-such-page/")
    assert answer is not None
    assert answer.status == 404
