"""`make screenshots`: the pictures of `docs/screenshots/`, taken of the portal with its demo content.

Not collected with the tests: a picture changes with each new face of the portal, and that is no fault.
"""

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.launch.serving import PortalServer
from tests.services import ROOT

FOLDER = ROOT / "docs" / "screenshots"
PAGES = {"home": "/en/", "members": "/en/members/", "networks": "/en/networks/"}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("device", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
def test_take(browser: Browser, portal_server: PortalServer, name: str, device: str, size: ViewportSize) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with browser.new_context(base_url=portal_server.url, viewport=size, reduced_motion="reduce") as context:
        page = context.new_page()
        answer = page.goto(PAGES[name])
        assert answer is not None
        assert answer.ok, f"{PAGES[name]} answers {answer.status}"
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{name}-{device}.png")
