"""An editor at her desk: what she presses, from the dashboard to a translation."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import randrange

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

TITLE = "Open day in Vienna"


def draw_picture(folder: Path) -> Path:
    """Something to upload: a route between two stations, with a speck of its own, as Wagtail knows pictures again."""
    picture = Image.new("RGB", (1600, 900), "#efe6d5")
    pen = ImageDraw.Draw(picture)
    for step in range(24):
        x = 260 + step * 46
        pen.ellipse((x, 620 - step * 15, x + 18, 638 - step * 15), fill="#17646e")
    pen.ellipse((150, 560, 270, 680), fill="#a63d17")
    pen.ellipse((1330, 210, 1450, 330), fill="#a63d17")
    picture.putpixel((randrange(1600), 880), (randrange(256), 0, 0))
    path = folder / "two-stations.png"
    picture.save(path)
    return path


def begin(page: Page) -> None:
    """Opens the form for a piece of news, or for a plain page where no list of news is there."""
    page.goto("/admin/", wait_until="networkidle")
    write = page.get_by_role("link", name=re.compile("^Write for"))
    if write.count():
        write.first.click()
    else:
        page.goto("/admin/pages/", wait_until="networkidle")
        home = page.locator("tbody a[href$='/edit/']").first.get_attribute("href") or ""
        page.goto(f"/admin/pages/add/pages/standardpage/{re.findall('[0-9]+', home)[0]}/")
    page.wait_for_load_state("networkidle")


def write(page: Page) -> None:
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_introduction").fill("Come and see how portfolios are made, and bring a friend.")


def choose_picture(page: Page, file: Path) -> None:
    """Leaves the dialog open, everything filled in."""
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("tab", name="Upload").click()
    dialog = page.locator("form[data-chooser-modal-creation-form]")
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.locator("[name$=-description]").fill("A dotted route joins two stations")


def upload_picture(page: Page) -> None:
    page.locator("form[data-chooser-modal-creation-form] [type=submit]").click()
    expect(page.locator(".modal-dialog")).to_be_hidden()


def save(page: Page) -> None:
    page.locator("footer").get_by_role("button", name="Save draft").click()
    expect(page).to_have_url(re.compile("/edit/"), timeout=15_000)
    page.wait_for_load_state("networkidle")


def open_actions(page: Page) -> None:
    page.locator("footer").get_by_role("button", name="More actions").click()


def edited_page(page: Page) -> str:
    """The number of the page at hand."""
    return page.url.rstrip("/").split("/")[-2]


def take_down(page: Page, number: str) -> None:
    """Deletes the page with what was translated from it."""
    page.goto(f"/admin/pages/{number}/delete/", wait_until="networkidle")
    page.locator("form [type=submit]").first.click()
    page.wait_for_load_state("networkidle")


def walk(page: Page, picture: Path) -> Iterator[str]:
    """Goes through an editor's work and stops at each sight worth a picture, giving its name."""
    page.goto("/admin/", wait_until="networkidle")
    yield "desk"
    begin(page)
    write(page)
    choose_picture(page, picture)
    yield "picture"
    upload_picture(page)
    save(page)
    open_actions(page)
    yield "actions"
    page.keyboard.press("Escape")
    number = edited_page(page)
    page.goto(f"/admin/localize/submit/page/{number}/", wait_until="networkidle")
    page.get_by_label("Bulgarian").check()
    yield "translate"
    page.locator("main form [type=submit]").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Translate").first.click()
    yield "pieces"
    page.goto("/admin/reports/translation-state/", wait_until="networkidle")
    yield "translation-state"
    take_down(page, number)
