"""Passkeys in a real browser, with an authenticator that exists in software only."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.browser.visits import sign_in, sign_out
from tests.launch.serving import Account, PortalServer

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def account(portal_server: PortalServer) -> Account:
    return portal_server.account("coordinator")


@pytest.fixture
def authenticator(page: Page, context: BrowserContext) -> Iterator[tuple[CDPSession, str]]:
    """The browser's own authenticator, and its id."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield session, made["authenticatorId"]
    session.send("WebAuthn.disable")


def confirm_password(page: Page, account: Account) -> None:
    if "/again/" in page.url:
        page.locator("input[name=password]").fill(account.password)
        page.locator("main button[type=submit]").click()


def leave(page: Page) -> None:
    page.goto("/en/")
    sign_out(page)


def test_a_passkey_is_added_signs_in_and_is_removed(
    page: Page, account: Account, authenticator: tuple[CDPSession, str]
) -> None:
    sign_in(page, account)
    page.goto("/en/account/security/")
    page.get_by_role("link", name="Add a passkey").click()
    confirm_password(page, account)
    page.locator("input[name=name]").fill("My laptop")
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/recovery-codes/")
    leave(page)

    page.goto("/en/account/sign-in/?next=/en/account/security/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/account/security/")
    expect(page.get_by_text("My laptop").first).to_be_visible()
    leave(page)

    sign_in(page, account)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/de/")

    page.goto("/en/account/security/")
    page.get_by_role("link", name="Remove My laptop").click()
    confirm_password(page, account)
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("My laptop")).to_have_count(0)
    session, identifier = authenticator
    session.send("WebAuthn.clearCredentials", {"authenticatorId": identifier})


def test_a_passkey_that_is_refused_is_explained(
    page: Page, account: Account, authenticator: tuple[CDPSession, str]
) -> None:
    page.goto("/en/account/sign-in/")
    expect(page.locator("#passkey_problem")).to_be_hidden()

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.locator("#passkey_problem")).to_be_visible()


def test_without_scripts_there_is_a_reason_and_no_button(browser: Browser, portal_server: PortalServer) -> None:
    context = browser.new_context(base_url=portal_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/account/sign-in/")

    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    expect(page.get_by_text("Passkeys need a browser that runs scripts.")).to_be_visible()
    context.close()
