"""axe finds nothing, on any kind of page in English, and in other languages on those whose words matter most.

A page is opened once and then looked at in each width and colour scheme. axe sees what a program can
see: about a third of WCAG. Keyboard and reading are tried in the other modules of this folder.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.visits import DESKTOP, FULL_OF_WORDS, KINDS, LANGUAGES, PHONE, visit
from tests.launch.serving import PortalServer

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
OPTIONS: dict[str, Any] = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False, "elementRef": False}


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, portal_server: PortalServer, kind: str) -> None:
    visit(page, portal_server, kind, "en")
    if found := list(violations(page, every_colour=True)):
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize(("kind", "language"), list(product(FULL_OF_WORDS, LANGUAGES[1:])))
def test_axe_finds_nothing_in_other_languages(
    page: Page, portal_server: PortalServer, kind: str, language: str
) -> None:
    visit(page, portal_server, kind, language)
    if found := list(violations(page, every_colour=False)):
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        ("document.querySelector('main button').textContent = ''", "button-name"),
        ("document.querySelector('h1').style.color = '#cccccc'", "color-contrast"),
        ("document.querySelector('main').outerHTML = document.querySelector('main').innerHTML", "region"),
    ],
)
def test_axe_finds_what_is_wrong(page: Page, spoil: str, rule: str) -> None:
    page.goto("/en/account/sign-in/")
    page.evaluate(spoil)
    assert any(f": {rule}: " in line for line in violations(page, every_colour=True))


def violations(page: Page, every_colour: bool) -> Iterator[str]:
    """What axe objects to: where, which rule, the element and what is the matter.

    Contrast takes axe ten times as long as all the rest, and colours change neither with the language nor
    with the width: with `every_colour` they are looked at on the phone, light and dark, otherwise not at all.
    """
    page.evaluate(AXE_SCRIPT)
    page.set_viewport_size(PHONE)
    yield from _violations(page, "phone", {**OPTIONS, "rules": _colours(every_colour)})
    if every_colour:
        page.emulate_media(color_scheme="dark")
        yield from _violations(page, "phone, dark", {**OPTIONS, "runOnly": COLOUR_RULES})
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESKTOP)
        yield from _violations(page, "desktop", {**OPTIONS, "rules": _colours(False)})


def _colours(enabled: bool) -> dict[str, dict[str, bool]]:
    return {rule: {"enabled": enabled} for rule in COLOUR_RULES}


def _violations(page: Page, where: str, options: dict[str, Any]) -> Iterator[str]:
    found: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
    for violation in found["violations"]:
        for node in violation["nodes"]:
            element = " ".join(map(str, node["target"]))
            yield f"{where}: {violation['id']}: {element}\n  {node['html'][:200]}\n  {node['failureSummary']}"
