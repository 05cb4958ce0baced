"""`make drawings`: the pictures of the demo content, drawn from the portal's two motifs and its map.

Not collected with the tests: what they draw is kept in `portal/demo/content/images`.
"""

import re
from collections.abc import Callable
from math import cos, pi, sin
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.services import ROOT

FOLDER = ROOT / "portal" / "demo" / "content" / "images"
WIDTH, HEIGHT = 1200, 675
PAPER, SUNK, INK, CLAY, SEA, SUN, LINE = "#fbf7ef", "#efe6d5", "#12303a", "#a63d17", "#17646e", "#f2b544", "#d9cdb6"
PEOPLE = ("#17646e", "#a63d17", "#12303a", "#6b4a7e", "#5b6420", "#7a4a2b", "#17646e")


def route(path: str, colour: str = CLAY, width: float = 9) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" '
        f'stroke-dasharray="0.1 {width * 2.4}"/>'
    )


def station(x: float, y: float, radius: float = 17, colour: str = CLAY) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{PAPER}" stroke="{colour}" stroke-width="{radius * 0.5}"/>'


def stamp(x: float, y: float, text: str, colour: str, turn: float, *, round_: bool, size: float = 150) -> str:
    half, corner = size / 2, size / 2 if round_ else size / 6
    inner = half - size * 0.09
    box = '<rect x="{0}" y="{0}" width="{1}" height="{1}" rx="{2}" fill="{3}" stroke="{4}" stroke-width="{5}" {6}/>'
    return (
        f'<g transform="translate({x} {y}) rotate({turn})">'
        + box.format(-half, size, corner, PAPER, colour, 5, "")
        + box.format(-inner, inner * 2, corner * 0.82, "none", colour, 2.5, 'stroke-dasharray="8 7"')
        + f'<text y="{size * 0.12}" text-anchor="middle" font-size="{size * 0.34}" fill="{colour}">{text}</text></g>'
    )


def sheet(x: float, y: float, width: float, height: float, turn: float = 0, fill: str = "#ffffff") -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="16" fill="{fill}" stroke="{LINE}" '
        f'stroke-width="3" transform="rotate({turn} {x + width / 2} {y + height / 2})"/>'
    )


def lines(x: float, y: float, lengths: list[float], gap: float = 34, colour: str = LINE) -> str:
    return "".join(
        f'<path d="M{x} {y + number * gap}h{length}" stroke="{colour}" stroke-width="8" stroke-linecap="round"/>'
        for number, length in enumerate(lengths)
    )


def ground(y: float = 520) -> str:
    return f'<path d="M0 {y}C300 {y - 50} 520 {y + 60} 780 {y + 10}S1100 {y - 40} 1200 {y}V675H0Z" fill="{SUNK}"/>'


def route_across_europe() -> str:
    source = (ROOT / "static" / "map" / "europe.svg").read_text(encoding="utf-8")
    body = re.sub(r"<text.*?</text>", "", source[source.index(">") + 1 : source.rindex("</svg>")], flags=re.DOTALL)
    tinted = "".join(f"#{code}{{fill:#e3d5ba}}" for code in ("FR", "AT", "BG", "ES", "GB"))
    stops = [(88, 500), (205, 395), (354, 405), (443, 493), (150, 330)]
    path = "M150 330C175 350 190 375 205 395C190 440 140 480 88 500M205 395C255 430 305 425 354 405C395 400 425 445 443 493"
    return (
        f"<style>path{{fill:{SUNK};stroke:{PAPER};stroke-width:1.2}}{tinted}.r path{{fill:none}}</style>"
        f'<g transform="translate(-40 -560) scale(1.95)">{body}</g>'
        f'<g class="r" transform="translate(-40 -560) scale(1.95)"><path d="{path}" style="stroke:{CLAY};stroke-width:5.5;'
        f'stroke-linecap:round;stroke-dasharray:0.1 13"/>{"".join(station(x, y, 10) for x, y in stops)}</g>'
    )


def three_strands() -> str:
    joined = 860
    return (
        route(f"M40 170C260 60 430 330 620 250S760 350 {joined} 345", CLAY, 12)
        + route(f"M40 345C230 420 420 190 620 330S760 330 {joined} 345", SEA, 12)
        + route(f"M40 520C260 600 430 330 620 430S760 350 {joined} 345", SUN, 12)
        + route(f"M{joined} 345H1160", INK, 14)
        + "".join(station(40, y, 20, colour) for y, colour in ((170, CLAY), (345, SEA), (520, SUN)))
        + station(joined, 345, 42, INK)
        + station(1160, 345, 24, INK)
    )


def stamps() -> str:
    places = [
        (170, 220, "EU", SEA, -8, True),
        (430, 400, "FR", CLAY, 6, False),
        (620, 190, "AT", CLAY, -5, False),
        (800, 450, "BG", SEA, 8, True),
        (980, 200, "ES", CLAY, 5, False),
        (1060, 480, "UK", SEA, -10, True),
    ]
    way = "M170 220C280 380 340 400 430 400S540 210 620 190S720 430 800 450S900 230 980 200S1060 400 1060 480"
    return ground(560) + route(way) + "".join(stamp(x, y, t, c, turn, round_=r) for x, y, t, c, turn, r in places)


def notebook() -> str:
    return (
        ground()
        + f'<g transform="rotate(-4 600 340)"><rect x="214" y="124" width="772" height="452" rx="24" fill="{SEA}"/>'
        + sheet(236, 110, 360, 446)
        + sheet(604, 110, 360, 446)
        + lines(280, 180, [220, 270, 180])
        + lines(660, 400, [240, 200, 250])
        + f'<path d="M600 116v434" stroke="{LINE}" stroke-width="6"/>'
        + route("M300 470C400 340 480 500 590 350S780 160 890 230")
        + station(300, 470)
        + station(590, 350)
        + station(890, 230)
        + "</g>"
    )


def table_of_people() -> str:
    seats = [(600 + 250 * cos(number * 2 * pi / 7), 338 + 250 * sin(number * 2 * pi / 7)) for number in range(7)]
    people = "".join(
        f'<circle cx="{x}" cy="{y}" r="52" fill="{PAPER}"/><circle cx="{x}" cy="{y}" r="44" fill="{colour}"/>'
        for (x, y), colour in zip(seats, PEOPLE, strict=True)
    )
    ring = "M850 338A250 250 0 1 1 849.9 337"
    papers = sheet(520, 270, 90, 118, -12) + sheet(610, 300, 90, 118, 9)
    return f'<circle cx="600" cy="338" r="176" fill="{SUNK}"/>{papers}{route(ring)}{people}'


def letter() -> str:
    return (
        ground(540)
        + '<g transform="rotate(-5 470 350)">'
        + sheet(190, 170, 560, 360)
        + f'<path d="M200 186L470 380L740 186" fill="none" stroke="{LINE}" stroke-width="6" stroke-linejoin="round"/>'
        + stamp(650, 440, "", SEA, 8, round_=True, size=110)
        + "</g>"
        + route("M735 430C860 520 930 260 1010 300S1110 160 1160 130")
        + station(1160, 130, 20)
    )


def bridge() -> str:
    return (
        f'<path d="M0 470C120 440 230 450 300 500V675H0Z" fill="{SUNK}"/>'
        f'<path d="M1200 470C1080 440 970 450 900 500V675H1200Z" fill="{SUNK}"/>'
        f'<path d="M280 600C460 580 740 620 920 600" stroke="{SEA}" stroke-width="5" fill="none" opacity=".5"/>'
        f'<path d="M340 636C500 620 720 652 880 636" stroke="{SEA}" stroke-width="5" fill="none" opacity=".35"/>'
        + route("M230 470C380 120 820 120 970 470", CLAY, 13)
        + route("M230 470H970", INK, 7)
        + "".join(
            route(f"M{x} 470V{y}", LINE, 6) for x, y in ((400, 300), (500, 235), (600, 215), (700, 235), (800, 300))
        )
        + station(230, 470, 24)
        + station(970, 470, 24)
    )


def speech() -> str:
    bubble = '<path d="{0}" fill="{1}" stroke="{2}" stroke-width="5" stroke-linejoin="round"/>'
    return (
        bubble.format(
            "M120 130h330a36 36 0 0 1 36 36v150a36 36 0 0 1-36 36H270l-70 66v-66h-80a36 36 0 0 1-36-36V166a36 36 0 0 1 36-36Z",
            "#ffffff",
            SEA,
        )
        + lines(150, 196, [270, 210, 250], 44, SEA)
        + bubble.format(
            "M680 190h400a40 40 0 0 1 40 40v230a40 40 0 0 1-40 40h-70v76l-86-76H680a40 40 0 0 1-40-40V230a40 40 0 0 1 40-40Z",
            SUNK,
            CLAY,
        )
        + route("M486 250C540 190 590 400 640 340")
        + station(486, 250, 15)
        + station(640, 340, 15)
    )


def calendar() -> str:
    days = "".join(
        f'<rect x="{300 + column * 90}" y="{220 + row * 84}" width="66" height="60" rx="10" fill="{SUNK}"/>'
        for row in range(4)
        for column in range(7)
    )
    return (
        ground(600)
        + f'<g transform="rotate(-2 600 340)">{sheet(250, 90, 700, 500)}'
        + f'<path d="M266 90h668a16 16 0 0 1 16 16v70H250v-70a16 16 0 0 1 16-16Z" fill="{SEA}"/>'
        + f'<circle cx="420" cy="92" r="13" fill="{PAPER}"/><circle cx="780" cy="92" r="13" fill="{PAPER}"/>{days}'
        + route("M423 250C560 230 560 420 693 418S800 500 873 502")
        + station(423, 250, 24)
        + station(873, 502, 24)
        + "</g>"
    )


def compass() -> str:
    ring = "".join(
        f'<path d="M0 -178v-16" transform="translate(380 340) rotate({turn})" stroke="{LINE}" stroke-width="6" stroke-linecap="round"/>'
        for turn in range(0, 360, 30)
    )
    return (
        ground(590)
        + f'<circle cx="380" cy="340" r="222" fill="#ffffff" stroke="{SEA}" stroke-width="14"/>{ring}'
        + f'<g transform="translate(380 340) rotate(62)"><path d="M0 -160L34 0H-34Z" fill="{CLAY}"/>'
        + f'<path d="M0 160L34 0H-34Z" fill="{LINE}"/><circle r="16" fill="{INK}"/></g>'
        + route("M524 264C650 190 700 330 800 300S900 180 960 200M800 300C900 330 960 430 1090 410")
        + station(800, 300)
        + station(960, 200)
        + station(1090, 410)
    )


def keys() -> str:
    def key(x: float, scale: float, colour: str, turn: float) -> str:
        return (
            f'<g transform="translate({x} 190) rotate({turn}) scale({scale})" fill="none" stroke="{colour}" stroke-width="26">'
            f'<circle cy="66" r="52"/><path d="M0 118V360M0 300h56M0 350h76" stroke-linecap="round"/></g>'
        )

    return (
        ground(600)
        + route("M0 150C300 240 420 180 600 190S960 240 1200 140")
        + key(330, 0.86, SEA, 8)
        + key(610, 1.12, CLAY, -4)
        + key(900, 0.7, INK, 6)
    )


def suitcase() -> str:
    return (
        ground(560)
        + f'<path d="M440 210v-50a36 36 0 0 1 36-36h128a36 36 0 0 1 36 36v50" fill="none" stroke="{INK}" stroke-width="18"/>'
        + f'<rect x="270" y="204" width="540" height="350" rx="36" fill="{SEA}"/>'
        + f'<path d="M370 204v350M710 204v350" stroke="{INK}" stroke-width="16" opacity=".35"/>'
        + stamp(540, 380, "", CLAY, -7, round_=False, size=140)
        + f'<path d="M640 196L730 262" stroke="{INK}" stroke-width="6"/>'
        + f'<g transform="rotate(18 780 300)">{sheet(716, 252, 130, 84, 0, SUN)}{lines(742, 284, [78, 52], 24, INK)}</g>'
        + route("M810 470C930 540 980 380 1060 420S1150 330 1200 300")
        + station(1060, 420)
    )


DRAWINGS: dict[str, Callable[[], str]] = {
    drawing.__name__.replace("_", "-"): drawing
    for drawing in (
        route_across_europe,
        three_strands,
        stamps,
        notebook,
        table_of_people,
        letter,
        bridge,
        speech,
        calendar,
        compass,
        keys,
        suitcase,
    )
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_draw(browser: Browser, tmp_path: Path, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    font = (ROOT / "static" / "fonts" / "literata-latin.woff2").as_uri()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<style>@font-face{{font-family:Literata;src:url("{font}")}}text{{font:600 1px Literata}}</style>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>{DRAWINGS[name]()}</svg>'
    ).replace("font:600 1px Literata", "font-family:Literata;font-weight:600")
    source, picture = tmp_path / "drawing.html", tmp_path / "drawing.png"
    source.write_text(f"<!doctype html><style>body{{margin:0}}</style>{svg}", encoding="utf-8")
    with browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}) as context:
        page = context.new_page()
        page.goto(source.as_uri())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=picture)
    with Image.open(picture) as taken:
        taken.convert("RGB").save(FOLDER / f"{name}.webp", quality=84, method=6)
