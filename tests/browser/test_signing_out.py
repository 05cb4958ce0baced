"""A shared computer keeps nothing of somebody who has signed out."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_reading import STORED
from tests.browser.visits import sign_in, sign_out
from tests.launch.serving import PortalServer

HERS = ("/en/account/", "/en/account/data/", "/en/account/email/")


def test_after_signing_out_nothing_is_left(page: Page, context: BrowserContext, portal_server: PortalServer) -> None:
    account = portal_server.account("expert")
    sign_in(page, account)
    for address in HERS:
        page.goto(address)
    expect(page.get_by_text(account.email).first).to_be_visible()

    sign_out(page)

    assert "sessionid" not in {cookie.get("name") for cookie in context.cookies()}
    assert not any(page.evaluate(STORED).values())
    for _step in HERS:
        page.go_back()
        expect(page.get_by_text(account.email)).to_have_count(0)
