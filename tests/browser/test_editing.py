"""The desk in a real browser: an editor publishes, and nobody else is told."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import editing
from tests.browser.visits import sign_in
from tests.launch.serving import PortalServer


def test_an_editor_publishes_a_page_with_a_picture(page: Page, portal_server: PortalServer, tmp_path: Path) -> None:
    sign_in(page, portal_server.account("editor"))
    page.get_by_role("link", name="Editing").click()
    editing.begin(page)
    editing.write(page)
    editing.choose_picture(page, editing.draw_picture(tmp_path))
    editing.upload_picture(page)
    number = editing.edited_page(page)

    editing.publish(page)

    expect(page.locator(".messages")).to_contain_text("published")
    editing.take_down(page, number)


def test_a_writer_is_offered_review_and_no_publishing(page: Page, portal_server: PortalServer) -> None:
    sign_in(page, portal_server.account("writer"))
    editing.begin(page)

    editing.open_actions(page)

    expect(page.locator("footer").get_by_role("button", name="Submit to Review")).to_be_visible()
    expect(page.locator("footer").get_by_role("button", name="Publish", exact=True)).to_have_count(0)
