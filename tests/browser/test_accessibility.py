"""axe finds nothing, on any kind of page, in any language, at the width of a phone and of a desktop.

A page is opened once and then looked at in each width and colour scheme. axe sees what a program can
see: about a third of WCAG. Keyboard and reading are tried in the other modules of this folder.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.visits import DESKTOP, KINDS, LANGUAGES, PHONE, visit
from tests.launch.serving import PortalServer

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False, "elementRef": False}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, portal_server: PortalServer, kind: str, language: str) -> None:
    visit(page, portal_server, kind, language)
    # What dark mode changes is colour, which is the same in every language.
    schemes = ("light", "dark") if language == "en" else ("light",)
    if found := list(violations(page, schemes)):
        pytest.fail("\n".join(found), pytrace=False)


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.goto("/en/account/sign-in/")
    page.evaluate("document.querySelector('main button').textContent = ''")
    assert any("button-name" in line for line in violations(page, ("light",)))


def violations(page: Page, schemes: tuple[str, ...]) -> Iterator[str]:
    """What axe objects to, a line each: where, which rule, the element and what is the matter."""
    page.evaluate(AXE_SCRIPT)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            found: dict[str, Any] = page.evaluate("options => axe.run(options)", OPTIONS)
            for violation in found["violations"]:
                for node in violation["nodes"]:
                    yield (
                        f"{size['width']} px, {scheme}: {violation['id']}: {' '.join(map(str, node['target']))}\n"
                        f"    {node['html'][:160]}\n    {node['failureSummary']}"
                    )
