"""Searching as people do it: with suggestions and the keyboard, on a phone, and without JavaScript."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import watch
from tests.browser.test_accessibility import violations
from tests.browser.visits import DESKTOP, PHONE
from tests.launch.serving import PortalServer

SUGGESTIONS = "**/search/suggestions/**"


@pytest.fixture
def without_javascript(browser: Browser, portal_server: PortalServer) -> Iterator[Page]:
    with browser.new_context(base_url=portal_server.url, viewport=PHONE, java_script_enabled=False) as context:
        complaints = watch(context, portal_server.url)
        yield context.new_page()
    assert not complaints


def field(page: Page) -> Locator:
    return page.locator("#q")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def active(page: Page) -> str:
    """What the option says that the field points to."""
    said: str = page.evaluate(
        "() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText ?? ''"
    )
    return said


def test_from_any_page_with_the_keyboard_alone(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("/en/networks/")
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="A name, a word, a question")
    expect(box).to_be_focused()
    page.keyboard.type("portf")
    expect(options(page).last).to_have_text("All results for “portf”")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#site-q-suggestions-said")).to_have_text("7 suggestions")

    page.keyboard.press("ArrowDown")
    first = options(page).first
    expect(first).to_have_attribute("aria-selected", "true")
    assert active(page) == first.inner_text()
    page.keyboard.press("End")
    assert active(page) == "All results for “portf”"
    page.keyboard.press("ArrowDown")
    assert active(page) == first.inner_text()

    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("portf")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    leads_to = options(page).first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{leads_to}")


def test_a_suggestion_is_clicked_and_the_text_alone_searches(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("/en/search/")
    field(page).press_sequentially("portf")
    expect(options(page)).to_have_count(8)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=portf")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.locator(".results-count")).to_contain_text("results")

    field(page).press_sequentially("o")
    expect(options(page).last).to_have_text("All results for “portfo”")
    leads_to = options(page).first.get_attribute("href")
    options(page).first.click()
    page.wait_for_url(f"**{leads_to}")


def test_a_slow_answer_does_not_replace_a_later_one(page: Page) -> None:
    page.goto("/en/search/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route) if "q=po&" in f"{route.request.url}&" else route.continue_()

    page.route(SUGGESTIONS, hold)
    with page.expect_request(SUGGESTIONS):
        field(page).press_sequentially("po")
    field(page).press_sequentially("rtfolio")
    expect(options(page).last).to_have_text("All results for “portfolio”")
    for route in held:
        # The browser has given it up.
        route.abort()
    expect(options(page).last).to_have_text("All results for “portfolio”")


def test_an_answer_that_comes_after_the_text_was_sent_opens_nothing(page: Page) -> None:
    page.goto("/en/members/")
    with page.expect_response(SUGGESTIONS):
        field(page).press_sequentially("an")
        page.keyboard.press("Enter")
    page.wait_for_url("**/en/members/?q=an")
    expect(page.locator(".results-head")).to_be_visible()
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_leaving_the_field_closes_the_list(page: Page) -> None:
    page.goto("/en/members/")
    field(page).press_sequentially("an")
    expect(options(page).last).to_have_text("All results for “an”")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field(page)).to_have_value("an")


def test_no_single_key_is_a_shortcut(page: Page) -> None:
    page.goto("/en/members/")
    page.keyboard.type("/k")
    expect(field(page)).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()


def test_filters_and_tabs_narrow_what_was_found(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("/en/search/?q=portfolio")
    page.evaluate("window.loadedOnce = true")
    french = page.locator("#written_in-fr")
    french.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/en/search/?q=portfolio&written_in=fr")
    expect(page.locator(".chip")).to_have_text("Remove: French ×")
    expect(french).to_be_focused()
    assert page.evaluate("window.loadedOnce")
    count = page.locator(".tabs [aria-current] .tab-count [aria-hidden]").inner_text()
    expect(page.locator("#results-said")).to_have_text(f"{count} results")

    news = page.get_by_role("link", name="News and blog")
    promised = news.locator("[aria-hidden]").inner_text()
    news.click()
    page.wait_for_url("**/en/search/?q=portfolio&kind=news&written_in=fr")
    expect(page.locator(".results-count")).to_contain_text(promised)
    assert parse_qs(urlsplit(page.url).query)["kind"] == ["news"]


def test_without_javascript_on_a_phone(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/en/")
    page.locator(".site-search summary").click()
    page.locator("#site-q").fill("portfolio")
    page.locator(".site-search button").click()
    page.wait_for_url("**/en/search/?q=portfolio")
    page.locator(".filters summary").first.click()
    page.locator("#written_in-fr").check()
    page.get_by_role("button", name="Apply the filters").click()
    page.wait_for_url("**/en/search/?q=portfolio&written_in=fr")
    expect(page.locator(".rows article").first).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_while_suggestions_are_open(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a size like any other
    page.goto("/en/")
    page.locator(".site-search summary").click()
    page.locator("#site-q").press_sequentially("portf")
    expect(options(page)).to_have_count(8)
    page.keyboard.press("ArrowDown")
    if found := list(violations(page, every_colour=True)):
        pytest.fail("\n".join(found), pytrace=False)
