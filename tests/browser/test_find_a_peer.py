"""Finding a peer as people do it: with a keyboard on a phone, with a mouse, without JavaScript, signed in."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import watch
from tests.browser.visits import DESKTOP, PHONE, sign_in, sign_out
from tests.launch.serving import PortalServer

HIDDEN = "Selin Aksoy"
FOR_MEMBERS = "Łukasz Wrona"
# Stations of the map have a ring of their own.
SHOWS_FOCUS = """() => {
    const focused = document.activeElement;
    return getComputedStyle(focused).outlineStyle !== 'none' || focused.matches('.station');
}"""


@pytest.fixture
def desktop(page: Page) -> Page:
    page.set_viewport_size(DESKTOP)
    return page


@pytest.fixture
def bulgarian_phone(browser: Browser, portal_server: PortalServer) -> Iterator[Page]:
    with browser.new_context(base_url=portal_server.url, locale="bg-BG", viewport=PHONE, has_touch=True) as context:
        complaints = watch(context, portal_server.url)
        yield context.new_page()
    assert not complaints


@pytest.fixture
def without_javascript(browser: Browser, portal_server: PortalServer) -> Iterator[Page]:
    with browser.new_context(base_url=portal_server.url, viewport=DESKTOP, java_script_enabled=False) as context:
        complaints = watch(context, portal_server.url)
        yield context.new_page()
    assert not complaints


def test_with_the_keyboard_alone_on_a_phone_in_bulgarian(bulgarian_phone: Page) -> None:
    page = bulgarian_phone
    page.goto("/")
    assert urlsplit(page.url).path == "/bg/"
    assert page.locator("html").get_attribute("lang") == "bg"

    for field, choice in (("works_in", "Австрия"), ("language", "Турски"), ("expertise", "Междукултурна")):
        tab_to(page, page.locator(f"select[name={field}]"))
        choose_with_arrows(page, choice)
    tab_to(page, page.locator(".search-box button"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/bg/members/**")

    assert urlsplit(page.url).query == "works_in=AT&language=tr&expertise=mediation"
    expect(page.locator(".chip")).to_have_count(3)
    assert "Petar Stoyanov · Петър Стоянов" in names(page)
    tab_to(page, page.get_by_role("link", name="Petar Stoyanov"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Petar Stoyanov")
    expect(page.locator(".facts")).to_contain_text("Австрия")
    expect(page.locator(".facts")).to_contain_text("Турски")


def test_the_menu_of_a_phone_is_opened_with_the_keyboard(bulgarian_phone: Page) -> None:
    page = bulgarian_phone
    page.goto("/bg/")
    networks = page.locator(".menu").get_by_role("link", name="Мрежи")
    expect(networks).to_be_hidden()

    tab_to(page, page.locator(".menu summary"))
    page.keyboard.press("Enter")
    tab_to(page, networks)
    page.keyboard.press("Enter")

    page.wait_for_url("**/bg/networks/")


def test_the_keyboard_goes_past_the_header_at_once(page: Page) -> None:
    page.goto("/en/members/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()


def test_filters_narrow_the_list_without_loading_the_page_anew(desktop: Page) -> None:
    page = desktop
    page.goto("/en/members/")
    everybody = total(page)
    page.evaluate("window.loadedOnce = true")
    announced = page.locator("#results-said").element_handle()

    austria = page.locator("#works_in-AT")
    count = counted(austria)
    austria.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/en/members/?works_in=AT")

    expect(page.locator(".results-count")).to_have_text(f"{count} people")
    assert total(page) == count < everybody
    expect(page.locator(".chip")).to_have_text(re.compile("Austria"))
    expect(austria).to_be_checked()
    expect(austria).to_be_focused()
    # Only an element that was there before is read out when what it says changes.
    assert announced.evaluate("said => said.isConnected && said.textContent.trim()") == f"{count} people"

    # Other countries add to the choice, other filters narrow it: the counts say so.
    turkish = counted(page.locator("#language-tr"))
    assert turkish < count
    page.locator("#language-tr").check()
    page.wait_for_url("**/en/members/?works_in=AT&language=tr")
    expect(page.locator(".results-count")).to_have_text(f"{turkish} people")
    expect(page.locator(".chip")).to_have_count(2)
    assert counted(page.locator("#works_in-AT")) == turkish
    assert page.evaluate("window.loadedOnce")


def test_back_and_reload_show_what_the_address_says(desktop: Page) -> None:
    page = desktop
    page.goto("/en/members/")
    page.locator("#works_in-AT").check()
    page.wait_for_url("**/?works_in=AT")
    before = state(page)
    page.locator("#language-tr").check()
    page.wait_for_url("**/?works_in=AT&language=tr")
    after = state(page)
    assert before != after

    page.go_back()
    page.wait_for_url("**/?works_in=AT")
    expect(page.locator(".chip")).to_have_count(1)
    assert state(page) == before
    page.go_forward()
    page.wait_for_url("**/?works_in=AT&language=tr")
    expect(page.locator(".chip")).to_have_count(2)
    assert state(page) == after
    page.reload()
    assert state(page) == after


def test_a_word_a_level_an_order_and_a_chip(desktop: Page) -> None:
    page = desktop
    page.goto("/en/members/")
    page.locator("#q").fill("портфолио")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    found = total(page)
    assert found > 0
    page.locator("#language-en").check()
    page.wait_for_url("**&language=en")
    page.locator("#level").select_option("C1")
    page.wait_for_url("**&language=en&level=C1")
    fewer = total(page)
    assert 0 < fewer < found
    page.locator("#sort").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**&sort=name")
    expect(page.locator("#sort")).to_be_focused()
    page.locator(".chip").click()
    expect(page.locator(".chip")).to_have_count(0)
    assert "sort=name" in page.url
    assert total(page) == found


def test_without_javascript(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/en/members/")
    page.locator("#works_in-AT").check()
    if not page.locator("#language-tr").is_visible():
        page.locator(".facet:has(#language-tr) summary").click()
    page.locator("#language-tr").check()
    page.get_by_role("button", name="Apply the filters").click()
    assert urlsplit(page.url).query == "works_in=AT&language=tr"
    both = state(page)
    expect(page.locator(".chip")).to_have_count(2)
    page.locator(".chip").first.click()
    assert urlsplit(page.url).query == "language=tr"
    assert total(page) > len(both["names"])
    page.go_back()
    assert state(page) == both
    page.get_by_role("link", name="Petar Stoyanov").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Petar Stoyanov")


@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "of her own network"])
def test_somebody_who_hides_is_found_nowhere(desktop: Page, portal_server: PortalServer, signed_in: bool) -> None:
    page = desktop
    if signed_in:
        sign_in(page, portal_server.account("professional"))
    page.goto("/en/members/?q=Selin+Aksoy")
    assert HIDDEN not in names(page)
    # Two of what she knows, in her city and language: others have them, so a list comes.
    for address in ("/en/", "/en/members/?works_in=AT&language=tr&expertise=mediation", "/en/members/?q=Wien"):
        page.goto(address)
        assert "Jonas Brandt" in page.content() or address == "/en/"
        assert "Selin" not in page.content()
    pages = page.context.request
    assert pages.get("/en/members/?language=ku&works_in=AT").text().count("Selin") == 0
    for pk in range(1, 70):
        assert "Selin" not in pages.get(f"/en/members/{pk}/selin-aksoy/").text()


def test_members_see_members_and_leave_nothing_behind(desktop: Page, portal_server: PortalServer) -> None:
    page = desktop
    search = "/en/members/?works_in=AT&sort=name"
    page.goto(search)
    visitors = names(page)
    assert FOR_MEMBERS not in visitors

    sign_in(page, portal_server.account("professional"))
    page.goto(search)
    members = names(page)
    assert FOR_MEMBERS in members
    assert set(visitors) < set(members)
    page.get_by_role("link", name=FOR_MEMBERS).click()
    profile = page.url
    expect(page.get_by_role("heading", level=1)).to_have_text(FOR_MEMBERS)

    sign_out(page)
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.go_back()
    assert FOR_MEMBERS not in page.content()
    page.goto(profile)
    assert FOR_MEMBERS not in page.content()
    page.goto(search)
    assert names(page) == visitors


def test_pages_of_people_signed_in_are_kept_nowhere(page: Page, portal_server: PortalServer) -> None:
    """With `no-store` the back button asks the portal, which by then knows that they have left."""
    sign_in(page, portal_server.account("professional"))
    for address in ("/en/", "/en/members/", "/en/networks/"):
        answer = page.goto(address)
        assert answer is not None
        kept = answer.header_value("cache-control") or ""
        assert "no-store" in kept, f"{address}: Cache-Control: {kept}"


def test_another_language_shows_the_same_search(desktop: Page) -> None:
    page = desktop
    page.goto("/en/members/?works_in=AT&language=tr&expertise=mediation")
    found = names(page)
    page.locator(".languages summary").click()
    page.locator(".languages").get_by_role("link", name="Български").click()
    page.wait_for_url("**/bg/members/?works_in=AT&language=tr&expertise=mediation")
    assert sorted(names(page)) == sorted(found)
    expect(page.locator(".chip")).to_have_text([re.compile("Австрия"), re.compile("Турски"), re.compile("медиация")])


def test_another_language_after_filters_were_changed_in_place(desktop: Page) -> None:
    page = desktop
    page.goto("/en/members/")
    page.locator("#works_in-AT").check()
    page.wait_for_url("**/?works_in=AT")
    page.locator(".languages summary").click()
    page.locator(".languages").get_by_role("link", name="Deutsch").click()
    page.wait_for_url("**/de/members/?works_in=AT")


def test_another_language_of_a_profile_and_of_a_page(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/en/project/")
    page.locator(".languages summary").click()
    page.locator(".languages").get_by_role("link", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert urlsplit(page.url).path != "/fr/"
    page.goto("/en/members/?q=Petar")
    page.locator(".rows a").first.click()
    page.locator(".languages summary").click()
    page.locator(".languages").get_by_role("link", name="Deutsch").click()
    page.wait_for_url("**/de/members/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Petar Stoyanov")


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until `target` has the focus, seeing that each stop can be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getBoundingClientRect().width > 0")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("target => target === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached with Tab.")


def choose_with_arrows(page: Page, choice: str) -> None:
    """Presses the down arrow until the select that has the focus shows what begins with `choice`."""
    for _ in range(80):
        if page.evaluate("document.activeElement.selectedOptions[0].label").startswith(choice):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{choice} is not among the options.")


def names(page: Page) -> list[str]:
    return [" ".join(name.split()) for name in page.locator(".rows h3").all_inner_texts()]


def total(page: Page) -> int:
    return int(page.locator(".results-count").inner_text().split()[0])


def counted(option: Locator) -> int:
    """How many people a filter says that it gives."""
    return int(option.locator("xpath=..").locator(".option-count [aria-hidden]").inner_text())


def state(page: Page) -> dict[str, Any]:
    """What a page of the directory shows of its search."""
    return {
        "names": names(page),
        "chips": page.locator(".chip").all_inner_texts(),
        "ticked": page.locator(".facet input:checked").evaluate_all("ticked => ticked.map(one => one.id)"),
        "counts": page.locator(".option-count [aria-hidden]").all_inner_texts(),
        "count": page.locator(".results-count").inner_text(),
    }
