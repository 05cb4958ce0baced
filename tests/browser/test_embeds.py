"""Films of other sites: nobody is asked for anything before the visitor asks for the film.

What the page then asks the other site for is noted and answered here, so nothing leaves this machine.
"""

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import watch
from tests.browser.own_pages import FILMS
from tests.browser.test_accessibility import violations
from tests.browser.visits import WIDTHS
from tests.launch.serving import PortalServer

FILM = "https://www.youtube-nocookie.com/embed/abcdefghijk"
WATCH = "https://www.youtube.com/watch?v=abcdefghijk"
ADDRESS = f"/en/{FILMS}/"


def test_nothing_is_asked_for_before_the_visitor_wants_the_film(page: Page) -> None:
    """The watch that every page is under fails the test at the first request to another origin."""
    page.goto(ADDRESS)
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Load from YouTube").hover()
    page.get_by_role("button", name="Load from YouTube").focus()

    assert page.locator("iframe").count() == 0
    assert page.context.cookies() == []
    expect(page.get_by_text("YouTube learns your IP address")).to_be_visible()


def test_the_visitor_loads_the_film_with_the_keyboard_and_closes_it_again(
    browser: Browser, portal_server: PortalServer
) -> None:
    with browser.new_context(base_url=portal_server.url, locale="en-GB") as context:
        complaints, requests = watch(context, portal_server.url), []

        def answer(route: Route) -> None:
            requests.append(route.request)
            route.fulfill(body="<!doctype html><title>Film</title>", content_type="text/html")

        context.route("https://www.youtube-nocookie.com/**", answer)
        page = context.new_page()
        page.goto(ADDRESS)

        page.get_by_role("button", name="Load from YouTube").focus()
        page.keyboard.press("Enter")
        frame = page.locator("iframe")
        expect(frame).to_be_focused()
        expect(page.get_by_role("button", name="Load from YouTube")).to_be_hidden()
        page.wait_for_load_state("networkidle")

        assert [request.url for request in requests] == [FILM]
        # YouTube plays nothing for pages that don't say whose they are; which page it was is not told.
        assert requests[0].headers["referer"] == f"{portal_server.url}/"
        assert frame.get_attribute("title") == "A film of hands"
        assert frame.get_attribute("allowfullscreen") is not None
        assert list(violations(page, every_colour=False)) == []

        page.get_by_role("button", name="Close the film").click()
        expect(page.locator("iframe")).to_have_count(0)
        expect(page.get_by_role("button", name="Load from YouTube")).to_be_focused()
        page.get_by_role("button", name="Load from Vimeo").click()
        expect(page.locator("iframe")).to_have_attribute("src", "https://player.vimeo.com/video/76979871?dnt=1")

    assert {complaint for complaint in complaints if "vimeo" not in complaint} == {f"request to another origin: {FILM}"}


def test_no_other_site_may_be_framed(browser: Browser, portal_server: PortalServer) -> None:
    with browser.new_context(base_url=portal_server.url) as context:
        complaints = watch(context, portal_server.url)
        page = context.new_page()
        page.goto(ADDRESS)
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://www.youtube.com/'}))"
        )
        page.wait_for_load_state("networkidle")

    assert any("Content Security Policy" in complaint and "frame-src" in complaint for complaint in complaints)


def test_without_scripts_the_film_is_one_link_away(browser: Browser, portal_server: PortalServer) -> None:
    with browser.new_context(base_url=portal_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(ADDRESS)

        expect(page.get_by_role("link", name="Watch on YouTube")).to_have_attribute("href", WATCH)
        expect(page.get_by_role("button", name="Load from YouTube")).to_be_hidden()


def test_a_page_with_every_block_gives_no_cause_for_complaint(page: Page) -> None:
    page.goto(ADDRESS)
    page.locator(".accordion summary").first.click()

    assert list(violations(page, every_colour=True)) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_wide_table_scrolls_in_its_own_box_with_the_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(ADDRESS)
    table = page.get_by_role("region", name="Three steps")
    table.evaluate("box => { for (const cell of box.querySelectorAll('td')) cell.textContent = 'word '.repeat(40) }")
    table.evaluate("box => { box.querySelector('table').style.inlineSize = '60rem' }")

    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_answers_are_open_on_paper(page: Page) -> None:
    page.goto(ADDRESS)
    answer = page.get_by_text("Only you do.")
    assert not answer.evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")

    page.emulate_media(media="print")

    assert answer.evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")
