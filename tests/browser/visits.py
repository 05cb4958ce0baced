"""Every kind of page there is, and how a browser gets there."""

from collections.abc import Mapping
from tomllib import loads
from urllib.parse import urlencode

from playwright.sync_api import Page, ViewportSize

from portal.demo.pages import SITE
from tests.launch.serving import Account, PortalServer

LANGUAGES = ("en", "fr", "de", "bg", "es")
# Small phone, phone, tablet, small and large desktop, and what lies between.
WIDTHS = (320, 360, 390, 768, 1024, 1440, 1920)
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1440, height=900)

SOMEBODY = "Petar Stoyanov"

_ADDRESSES: Mapping[str, str] = {
    "home": "",
    "directory": "members/",
    "directory, filters and text": "members/?q=portfolio&language=tr&expertise=mediation&level=B1",
    "directory, few matches": "members/?works_in=AT&language=tr&expertise=housing",
    "directory, no match": "members/?q=xyzzy",
    "directory, map": "members/?view=map",
    "networks": "networks/",
    "sign-in": "account/sign-in/",
    "sign-up": "account/sign-up/",
    "new password": "account/password/reset/",
    "not found": "no-such-page/",
}
# Those that take more than an address to reach.
_PROFILE, _STANDARD, _ERRORS, _REFUSED = "profile", "standard page", "sign-in, nothing filled in", "sign-in refused"
_HOME_SIGNED_IN, _PROFILE_OWN = "home, signed in", "profile, one's own"
_ACCOUNT: Mapping[str, str] = {
    "security": "security/",
    "my address": "email/",
}

PUBLIC_KINDS = (*_ADDRESSES, _PROFILE, _STANDARD, _ERRORS)
KINDS = (*PUBLIC_KINDS, _REFUSED, _HOME_SIGNED_IN, _PROFILE_OWN, *_ACCOUNT)


def visit(page: Page, server: PortalServer, kind: str, language: str) -> None:
    """Leaves `page` on a page of that kind."""
    if kind == _PROFILE:
        page.goto(f"/{language}/members/?{urlencode({'q': SOMEBODY})}")
        page.locator(".rows a").first.click()
    elif kind == _STANDARD:
        page.goto(f"/{language}/{_slug('project', language)}/")
    elif kind == _ERRORS:
        page.goto(f"/{language}/account/sign-in/")
        page.locator("main button[type=submit]").click()
    elif kind == _REFUSED:
        sign_in(page, Account("", f"nobody-{language}@demo.example", "not the password"), language)
    elif kind in (_HOME_SIGNED_IN, _PROFILE_OWN):
        sign_in(page, server.account("professional"), language)
        page.goto(f"/{language}/")
        if kind == _PROFILE_OWN:
            page.goto(f"/{language}/members/?q=Elif")
            page.locator(".rows a").first.click()
    elif kind in _ACCOUNT:
        sign_in(page, server.account("professional"), language)
        page.goto(f"/{language}/account/{_ACCOUNT[kind]}")
    else:
        page.goto(f"/{language}/{_ADDRESSES[kind]}")
    page.wait_for_load_state()


def sign_in(page: Page, account: Account, language: str = "en") -> None:
    page.goto(f"/{language}/account/sign-in/")
    page.locator("input[name=login]").fill(account.email)
    page.locator("input[name=password]").fill(account.password)
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()


def _slug(page: str, language: str) -> str:
    content = (SITE / page / f"{language}.toml").read_text(encoding="utf-8")
    slug: str = loads(content)["slug"]
    return slug
