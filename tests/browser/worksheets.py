"""`make drawings`: the worksheets that the page "Start a portfolio" offers, made of what it says.

Not collected with the tests: what they print is kept in `portal/demo/content/documents`. Chromium tags
what it prints, so that screen readers find headings and tables.
"""

import re
from html import escape
from pathlib import Path
from tomllib import loads

import pytest
from playwright.sync_api import Browser

from tests.services import ROOT

CONTENT = ROOT / "portal" / "demo" / "content"
PAGE = CONTENT / "site" / "start-a-portfolio"
STYLE = """
@page { margin: 18mm }
body { font: 11pt/1.5 Inter; color: #12303a; margin: 0 }
h1, h2 { font-family: Literata; line-height: 1.25; margin: 0 0 2mm }
h1 { font-size: 22pt } h2 { font-size: 13pt; margin-top: 7mm }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th { text-align: left; font-weight: 600; padding: 1mm 2mm; border-bottom: 2.5pt dotted #a63d17 }
td { height: 13mm; border-bottom: .6pt solid #8a9a9e }
"""
LINES = 3


def _font(family: str) -> str:
    ranges = {"latin": "U+0000-024F,U+2000-206F", "cyrillic": "U+0400-04FF"}
    return "".join(
        f"@font-face{{font-family:{family};font-weight:100 900;unicode-range:{span};"
        f'src:url("{(ROOT / "static" / "fonts" / f"{family.lower()}-{name}.woff2").as_uri()}")}}'
        for name, span in ranges.items()
    )


def _sheet(language: str) -> str:
    text = loads((PAGE / f"{language}.toml").read_text("utf-8"))
    table = next(item["table"] for item in text["body"] if "table" in item)
    strands = re.findall(r"<h3>(.*?)</h3>", next(item["text"] for item in text["body"] if "text" in item))
    header = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in table["header"])
    rows = f"<tr>{'<td></td>' * len(table['header'])}</tr>" * LINES
    parts = "".join(
        f"<h2>{strand}</h2><table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>" for strand in strands
    )
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{escape(text["title"])}</title>'
        f"<style>{_font('Inter')}{_font('Literata')}{STYLE}</style>"
        f"<h1>{escape(text['title'])}</h1><p>{escape(table['caption'])}</p>{parts}</html>"
    )


@pytest.mark.parametrize("language", ["en", "fr", "de", "bg", "es"])
def test_print(browser: Browser, tmp_path: Path, language: str) -> None:
    (CONTENT / "documents").mkdir(exist_ok=True)
    source = tmp_path / "worksheet.html"
    source.write_text(_sheet(language), encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(source.as_uri())
        page.evaluate("document.fonts.ready")
        page.pdf(path=CONTENT / "documents" / f"worksheet-{language}.pdf", format="A4", tagged=True)
