"""A real Chromium in front of a real portal with the demo content.

Every page is watched: an error in its console, a violation of its content security policy or a
request to another origin fails the test that opened it.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.own_pages import make_own_pages
from tests.launch.serving import PortalServer, free_port, serving

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are marked as such."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def portal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalServer]:
    """The portal as `make run` starts it; tests share it, so each leaves its content as it was."""
    folder, port = tmp_path_factory.mktemp("portal"), free_port()
    with serving(folder, port, {"DEMO": "1"}):
        server = PortalServer(f"http://localhost:{port}", folder / "serve.log")
        make_own_pages(server)
        yield server


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop open, in which Django refuses the database to every later test of this worker.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        started = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, portal_server: PortalServer) -> Iterator[BrowserContext]:
    """A visitor who has never been here: no cookies, nothing cached."""
    opened = browser.new_context(base_url=portal_server.url, locale="en-GB")
    complaints = watch(opened, portal_server.url)
    yield opened
    opened.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def watch(context: BrowserContext, origin: str) -> list[str]:
    """A list that fills with what the pages of `context` do wrong."""
    complaints: list[str] = []
    pages: set[str] = set()

    def hear(message: ConsoleMessage) -> None:
        # Chromium reports violations of the content security policy as errors of the console.
        if message.type == "error" and not _is_status_of(pages, message) and not _is_given_up(message):
            complaints.append(f"console: {message.text} ({message.location['url']})")

    def see(request: Request) -> None:
        address = urlsplit(request.url)
        if request.is_navigation_request():
            pages.add(urldefrag(request.url).url)
        if address.scheme in ("http", "https", "ws", "wss") and f"{address.scheme}://{address.netloc}" != origin:
            complaints.append(f"request to another origin: {request.url}")

    context.on("console", hear)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
    context.on("request", see)
    return complaints


def _is_status_of(pages: Collection[str], message: ConsoleMessage) -> bool:
    """Whether Chromium merely says that one of the pages themselves is a 404 or a 422, which a test may ask for."""
    is_status = message.text.startswith("Failed to load resource: the server responded")
    return is_status and urldefrag(message.location["url"]).url in pages


def _is_given_up(message: ConsoleMessage) -> bool:
    """Whether htmx merely says that it gave a request up, because a later one took its place."""
    return message.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
