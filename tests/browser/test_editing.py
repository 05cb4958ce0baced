"""The desk in a real browser, watched for requests to other origins."""

from playwright.sync_api import Page, expect

from tests.browser import editing
from tests.browser.visits import sign_in
from tests.launch.serving import PortalServer


def test_a_writer_is_offered_review_and_no_publishing(page: Page, portal_server: PortalServer) -> None:
    sign_in(page, portal_server.account("writer"))
    editing.begin(page)

    editing.open_actions(page)

    expect(page.locator("footer").get_by_role("button", name="Submit to Review")).to_be_visible()
    expect(page.locator("footer").get_by_role("button", name="Publish", exact=True)).to_have_count(0)
