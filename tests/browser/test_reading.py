"""What reading the portal is like: nothing is left behind, little is sent, nothing jumps, breaks out or moves."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route, ViewportSize, expect

from tests.browser.conftest import watch
from tests.browser.visits import DESKTOP, KINDS, PHONE, READERS_KINDS, WIDTHS, address_of, visit
from tests.launch.serving import PortalServer

LOOKED_AT = ("home", "directory", "networks", "project", "outcome", "partners", "news", "article", "events", "contact")
FIRST_VIEW_BYTES = 250_000
MOST_SHIFT = 0.05
# A pixel of rounding is not a break.
SLACK = 1.5
# Where columns are narrowest: the smallest phone, and the first screen with two columns and the open menu.
TRYING_WIDTHS = (320, 768, 1024, 1440)

# The portal takes the session storage away from its pages; an empty frame still has it.
STORED = """async () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    return {
        localStorage: Object.keys(frame.contentWindow.localStorage),
        sessionStorage: Object.keys(frame.contentWindow.sessionStorage),
        databases: (await indexedDB.databases()).map(one => one.name),
        caches: await caches.keys(),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
    };
}"""

# What stands out beyond the right edge, if the page can be scrolled sideways.
BEYOND_THE_EDGE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > width + 1);
    const shown = out.slice(0, 5).map(one => one.outerHTML.slice(0, 120));
    return [`${document.documentElement.scrollWidth} px wide`, ...shown];
}"""

# Texts that stand out of the component they belong to, or out of the window.
BROKEN_OUT = """slack => {
    const components = `.button, .chip, .tag, .card, .row, .band, .search-box, .option, .facet, .field, .stamp-link,
        .facts > div, .message, .pagination li, .menu li, .results-head, .profile-head, .header-row, .footer-row, main`;
    const broken = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, element = text.parentElement;
        if (!text.data.trim() || !element.checkVisibility()) continue;
        if (element.closest('.visually-hidden, .not-for-people, .table-box, select, svg, .skip')) continue;
        if (getComputedStyle(element).clipPath === 'inset(50%)') continue;  // read out only, on phones
        const component = element.closest(components);
        if (!component) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = component.getBoundingClientRect();
        for (const rect of range.getClientRects()) {
            const fits = rect.left >= box.left - slack && rect.right <= box.right + slack
                && rect.bottom <= box.bottom + slack && rect.right <= document.documentElement.clientWidth + slack;
            const name = component.className || component.tagName;
            if (!fits) broken.push(`“${text.data.trim().slice(0, 60)}” out of ${name}`);
        }
    }
    return [...new Set(broken)];
}"""

# Each word followed by the beginning of itself, so that every text is about 1.4 times as long.
LENGTHEN = """() => {
    const longer = word => word + word.slice(0, Math.round(word.length * 0.4)).toLowerCase();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (!text.parentElement.closest('svg, .avatar, .stamp, script'))
            text.data = text.data.replace(/\\p{L}{2,}/gu, longer);
    }
}"""
ENLARGE = "() => { document.documentElement.style.fontSize = '148.75%' }"  # 1.4 times the 106.25 % we set

WATCH_SHIFTS = """
    window.shifts = 0;
    const add = list => list.getEntries().forEach(entry => { window.shifts += entry.value });
    new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
"""
# Browsers wait a tenth of a second for a font before they draw with another.
DRAWN_WITH_STAND_INS = """() => new Promise(done => {
    const look = () => {
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        if (paint && performance.now() > paint.startTime + 300) done(); else requestAnimationFrame(look);
    };
    look();
})"""
SUM_OF_SHIFTS = """() => new Promise(
    done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.shifts), 100)))
)"""


def test_reading_leaves_nothing_behind(browser: Browser, portal_server: PortalServer) -> None:
    with browser.new_context(base_url=portal_server.url, locale="en-GB") as context:
        complaints = watch(context, portal_server.url)
        page = context.new_page()
        for kind in READERS_KINDS:
            visit(page, portal_server, kind, "en")
        page.goto("/")
        page.goto("/bg/networks/")

        assert context.cookies() == []
        assert not any(page.evaluate(STORED).values())
    assert not complaints


def test_what_is_left_behind_is_found(page: Page) -> None:
    page.goto("/en/")
    page.evaluate("localStorage.setItem('seen', 'yes')")
    assert page.evaluate(STORED)["localStorage"] == ["seen"]


def test_every_page_says_what_it_may_load(page: Page, portal_server: PortalServer) -> None:
    """Violations of the policy are heard by the watch that every page is under."""
    for kind in READERS_KINDS:
        with page.expect_response(lambda answer: answer.request.is_navigation_request()) as answer:
            visit(page, portal_server, kind, "en")
        policy = answer.value.headers["content-security-policy"]
        assert "default-src 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        assert page.locator("[style], style, [onclick], [onload]").count() == 0, kind


@pytest.mark.parametrize(("kind", "language"), [("home", "en"), ("home", "de"), *((kind, "bg") for kind in LOOKED_AT)])
def test_the_first_view_is_light(page: Page, kind: str, language: str) -> None:
    """Bulgarian takes the most files of letters."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("requestfinished", note)
    page.set_viewport_size(DESKTOP)
    page.goto(address_of(kind, language), wait_until="networkidle")
    sizes = {request.url: request.sizes()["responseBodySize"] for request in requests}
    print(f"{kind} in {language}: {sum(sizes.values()) / 1000:.0f} kB in {len(sizes)} files")
    assert sum(sizes.values()) <= FIRST_VIEW_BYTES, sizes


@pytest.mark.parametrize("language", ["bg", "de"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", ["home", "directory", "news", "article"])
def test_nothing_jumps_when_slow_fonts_arrive(page: Page, kind: str, size: ViewportSize, language: str) -> None:
    held: list[Route] = []
    page.add_init_script(WATCH_SHIFTS)

    arrived = False

    def hold(route: Route) -> None:
        if arrived:
            route.continue_()
        else:
            held.append(route)

    page.route("**/*.woff2", hold)
    page.set_viewport_size(size)
    page.goto(address_of(kind, language), wait_until="domcontentloaded")
    # The stand-ins are drawn once the browser has given up waiting for the fonts, after a tenth of a second.
    page.evaluate(DRAWN_WITH_STAND_INS)
    assert held, "No font was asked for."
    arrived = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    shift: float = page.evaluate(SUM_OF_SHIFTS)
    print(f"{kind}, {language}, {size['width']} px: {shift:.4f}")
    assert shift < MOST_SHIFT


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways_and_no_text_breaks_out(page: Page, portal_server: PortalServer, kind: str) -> None:
    """In Bulgarian, which takes the most room; with larger letters and longer words too."""
    visit(page, portal_server, kind, "bg")
    found = [*_faults(page, "", WIDTHS)]
    page.evaluate(ENLARGE)
    found += _faults(page, " with larger letters", TRYING_WIDTHS)
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    page.evaluate(LENGTHEN)
    found += _faults(page, " with longer words", TRYING_WIDTHS)
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_no_page_scrolls_sideways_in_other_languages(page: Page, portal_server: PortalServer, language: str) -> None:
    page.set_viewport_size({"width": WIDTHS[0], "height": 844})
    found: list[str] = []
    for kind in KINDS:
        page.context.clear_cookies()
        visit(page, portal_server, kind, language)
        found += [f"{kind}: {fault}" for fault in _faults(page, "", WIDTHS[:1])]
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def _faults(page: Page, how: str, widths: Iterable[int]) -> Iterator[str]:
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        for fault in (*page.evaluate(BEYOND_THE_EDGE), *page.evaluate(BROKEN_OUT, SLACK)):
            yield f"{width} px{how}: {fault}"


def test_texts_that_break_out_are_found(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/en/account/sign-in/")
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    page.evaluate("document.querySelector('h1').textContent = 'Willkommen '.repeat(9)")
    assert page.evaluate(BROKEN_OUT, SLACK)
    assert page.evaluate(BEYOND_THE_EDGE)


@pytest.mark.parametrize("kind", ["profile", "directory", "standard page"])
def test_paper_shows_the_words_without_the_navigation(page: Page, portal_server: PortalServer, kind: str) -> None:
    visit(page, portal_server, kind, "en")
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("h1")).to_be_visible()
    for gone in (".menu", ".header-tools", ".skip", ".filters", ".search-text", ".footer nav", ".pagination"):
        for hidden in page.locator(gone).all():
            expect(hidden).to_be_hidden()
    # Ink on paper, whatever the screen was set to.
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(18, 48, 58)"


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_those_who_do_not_want_it(
    browser: Browser, portal_server: PortalServer, motion: Any, moves: bool
) -> None:
    with browser.new_context(base_url=portal_server.url, reduced_motion=motion) as context:
        complaints = watch(context, portal_server.url)
        page = context.new_page()
        for kind in ("home", "directory", "profile"):
            visit(page, portal_server, kind, "en")
            durations = page.evaluate(
                """() => [...document.querySelectorAll('*')].flatMap(one => {
                    const style = getComputedStyle(one);
                    return [style.transitionDuration, style.animationDuration].join().split(',').map(parseFloat);
                })"""
            )
            assert any(durations) == moves, kind
            assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert not complaints
