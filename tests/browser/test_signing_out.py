"""A shared computer keeps nothing of somebody who has signed out."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_reading import STORED
from tests.browser.visits import sign_in
from tests.launch.serving import PortalServer

HERS = ("/en/account/", "/en/account/data/", "/en/account/email/")


def test_after_signing_out_nothing_is_left(page: Page, context: BrowserContext, portal_server: PortalServer) -> None:
    account = portal_server.account("expert")
    sign_in(page, account)
    for address in HERS:
        page.goto(address)
    expect(page.get_by_text(account.email).first).to_be_visible()

    page.get_by_role("button", name="Sign out").or_(page.get_by_role("button", name="Изход")).first.click()
    page.wait_for_load_state()

    assert "sessionid" not in {cookie.get("name") for cookie in context.cookies()}
    assert not any(page.evaluate(STORED).values())
    for _step in HERS:
        page.go_back()
        expect(page.get_by_text(account.email)).to_have_count(0)
