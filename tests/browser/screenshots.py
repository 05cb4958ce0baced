"""`make screenshots`: the pictures of `docs/screenshots/`, taken of the portal with its demo content.

Not collected with the tests: a picture changes with each new face of the portal, and that is no fault.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Browser, ViewportSize

from tests.browser.editing import draw_picture, walk
from tests.browser.visits import sign_in
from tests.launch.serving import PortalServer
from tests.services import ROOT

FOLDER = ROOT / "docs" / "screenshots"
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
DESK: ViewportSize = {"width": 1200, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}


class Picture(NamedTuple):
    """What to open, what to press there, and how large the window is."""

    address: str
    size: ViewportSize = DESKTOP
    press: str = ""


PICTURES = {
    "home": Picture("/en/"),
    "directory": Picture("/en/members/?q=portfolio&works_in=AT&language=tr"),
    "profile": Picture("/en/members/?q=Jonas+Brandt", press=".rows a"),
    "home-phone-bg": Picture("/bg/", PHONE),
    "directory-phone-de": Picture("/de/members/?works_in=AT&language=tr", PHONE),
}


@pytest.mark.parametrize("name", PICTURES)
def test_take(browser: Browser, portal_server: PortalServer, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture, path = PICTURES[name], FOLDER / f"{name}.png"
    with browser.new_context(base_url=portal_server.url, viewport=picture.size, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(picture.address, wait_until="networkidle")
        if picture.press:
            page.locator(picture.press).first.click()
            page.wait_for_load_state("networkidle")
        page.screenshot(path=path)
    _shrink(path)


def test_take_the_editors_desk(browser: Browser, portal_server: PortalServer, tmp_path: Path) -> None:
    with browser.new_context(base_url=portal_server.url, viewport=DESK, reduced_motion="reduce") as context:
        page = context.new_page()
        sign_in(page, portal_server.account("editor"))
        for name in walk(page, draw_picture(tmp_path)):
            path = FOLDER / f"editor-{name}.png"
            page.screenshot(path=path)
            _shrink(path)


def _shrink(path: Path) -> None:
    with Image.open(path) as taken:
        taken.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(path, optimize=True)
