"""The Nu checker finds no error: in what the portal sends for any kind of page, and in our CSS.

All pages are written to files and checked in one go, since starting the checker takes longer than checking.
"""

import subprocess
from itertools import product
from pathlib import Path

from playwright.sync_api import BrowserContext, Response

from tests.browser.visits import FULL_OF_WORDS, KINDS, LANGUAGES, visit
from tests.launch.serving import PortalServer
from tests.services import ROOT

# What CSS has had for years and the checker does not know yet.
UNKNOWN_CSS = ("container-type", "@container", "paint-order", "“r”")


def test_pages_are_valid(
    context: BrowserContext, portal_server: PortalServer, nu_checker: list[str], tmp_path: Path
) -> None:
    wanted = [*product(LANGUAGES[:1], KINDS), *product(LANGUAGES[1:], FULL_OF_WORDS)]
    for number, (language, kind) in enumerate(wanted):
        document = _document(context, portal_server, kind, language)
        assert document.header_value("content-language") == language, kind
        (tmp_path / f"{number:02} {language} {kind}.html").write_bytes(document.body())
        document.frame.page.close()
    assert not _errors(nu_checker, tmp_path)


def test_an_invalid_page_is_found(nu_checker: list[str], tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><head><title>A</title></head><body><p hx-get="/"><img></p></body></html>'
    (tmp_path / "bad.html").write_text(page)
    assert "hx-get" in _errors(nu_checker, tmp_path)


def test_css_is_valid(nu_checker: list[str]) -> None:
    unknown = ["--filterpattern", f".*({'|'.join(UNKNOWN_CSS)}).*"]
    assert not _errors([*nu_checker, "--css", *unknown], *sorted((ROOT / "static" / "css").glob("*.css")))


def test_invalid_css_is_found(nu_checker: list[str], tmp_path: Path) -> None:
    sheet = tmp_path / "bad.css"
    sheet.write_text("@layer base { a { colour: red } }")
    assert "colour" in _errors([*nu_checker, "--css"], sheet)


def _document(context: BrowserContext, server: PortalServer, kind: str, language: str) -> Response:
    """What the server sent for the page, before any script touched it."""
    context.clear_cookies()
    page = context.new_page()
    sent: list[Response] = []

    def keep(response: Response) -> None:
        # The frame of a mail is asked for in the same way.
        if response.request.is_navigation_request() and response.frame == page.main_frame:
            sent.append(response)

    page.on("response", keep)
    visit(page, server, kind, language)
    return sent[-1]


def _errors(checker: list[str], *paths: Path) -> str:
    """What the checker says of these files and of those in these folders; nothing if all is well."""
    command = [*checker, "--errors-only", "--format", "gnu", *map(str, paths)]
    return subprocess.run(command, text=True, capture_output=True, check=False).stderr
