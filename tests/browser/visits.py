"""Every kind of page there is, and how a browser gets there."""

from collections.abc import Callable, Mapping
from tomllib import loads
from urllib.parse import urlencode

from playwright.sync_api import Page, ViewportSize, expect

from portal.demo.pages import SITE
from tests.browser.own_pages import FILMS, SECRET, invitation_path
from tests.launch.serving import Account, PortalServer

Visit = Callable[[Page, PortalServer, str], None]

LANGUAGES = ("en", "fr", "de", "bg", "es")
# Small phone, phone, tablet, small and large desktop, and what lies between.
WIDTHS = (320, 360, 390, 768, 1024, 1440, 1920)
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1440, height=900)

SOMEBODY = "Petar Stoyanov"
# Whoever has an account can be written to.
SOMEBODY_REACHED = "Mira Kolarova"

_READ: Mapping[str, str] = {
    "home": "",
    "directory": "members/",
    "directory, filters and text": "members/?q=portfolio&language=tr&expertise=mediation&level=B1",
    "directory, few matches": "members/?works_in=AT&language=tr&expertise=housing",
    "directory, no match": "members/?q=xyzzy",
    "directory, map": "members/?view=map",
    "search": "search/",
    "search, results": "search/?q=portfolio",
    "search, people": "search/?q=portfolio&kind=people&country=BG",
    "search, nothing found": "search/?q=xyzzy",
    "networks": "networks/",
    "network": "networks/AT/",
    "calls": "calls/",
    "calls, no match": "calls/?q=xyzzy",
    "contact, sent": "contact/sent/",
    "page in another language": f"{FILMS}/",
    "not found": "no-such-page/",
}
# By their folders in the demonstration's content.
_SITE: Mapping[str, str] = {
    "project": "project",
    "outcome": "project/training",
    "partners": "partners",
    "partner": "partners/oikodrom",
    "news": "news",
    "article": "news/how-to-join",
    "field blog": "blog",
    "events": "events",
    "event to come": "events/training-for-companions",
    "event past": "events/introduction-to-the-directory",
    "contact": "contact",
    "imprint": "imprint",
    "terms": "terms",
    "privacy": "privacy",
    "accessibility": "accessibility",
    "standard page": "start-a-portfolio",
}
_ENTRANCE: Mapping[str, str] = {
    "sign-in": "account/sign-in/",
    "sign-up": "account/sign-up/",
    "sign-up, mail sent": "account/check-your-mail/",
    "new password": "account/password/reset/",
    "new password, mail sent": "account/password/reset/check-your-mail/",
    "password for a page": f"{SECRET}/",
}
_SIGNED_IN: Mapping[str, str] = {
    "home, signed in": "",
    "my account": "account/",
    "name and language": "account/profile/",
    "my profile": "members/me/",
    "my introduction": "members/me/introduction/",
    "my countries and languages": "members/me/places/",
    "what I know": "members/me/expertise/",
    "my photo": "members/me/photo/",
    "who may find me": "members/me/exposure/",
    "who sees what": "members/me/visibility/",
    "my profile as others see it": "members/me/preview/visitor/",
    "apply to a network": "networks/EU/apply/",
    "leave a network": "networks/AT/leave/",
    "messages": "account/messages/",
    "my searches": "account/searches/",
    "save a search": "account/searches/save/members/?works_in=AT&language=tr",
    "my calls": "account/calls/",
    "publish a call": "calls/new/",
    "decisions about me": "account/decisions/",
    "security": "account/security/",
    "my address": "account/email/",
    "my mails": "account/mails/",
    "my data": "account/data/",
    "my consents": "account/consents/",
    "copy of my data": "account/data/copy/",
    "delete my account": "account/data/delete/",
    "mails of the demonstration": "demo/mail/",
}


def _address(address: str) -> Visit:
    return lambda page, server, language: _go(page, language, address)


def _site(folder: str) -> Visit:
    return lambda page, server, language: _go(page, language, site_address(folder, language))


def _signed_in(address: str) -> Visit:
    def visit(page: Page, server: PortalServer, language: str) -> None:
        enter(page, server)
        _go(page, language, address)

    return visit


def _sent_empty(address: str) -> Visit:
    def visit(page: Page, server: PortalServer, language: str) -> None:
        _go(page, language, address)
        page.locator("main form[method=post] button[type=submit]").first.click()

    return visit


def _profile(page: Page, server: PortalServer, language: str) -> None:
    _go(page, language, f"members/?{urlencode({'q': SOMEBODY})}")
    page.locator(".rows a").first.click()
    page.locator(".pass-on summary").click()


def _own_profile(page: Page, server: PortalServer, language: str) -> None:
    enter(page, server)
    _go(page, language, "members/?q=Elif")
    page.locator(".rows a").first.click()


def _call(page: Page, server: PortalServer, language: str) -> None:
    _go(page, language, "calls/")
    page.locator(".rows a").first.click()


def _nothing_called(page: Page, server: PortalServer, language: str) -> None:
    enter(page, server)
    _go(page, language, "calls/new/")
    page.locator("main form button[type=submit]").last.click()


def _contact_empty(page: Page, server: PortalServer, language: str) -> None:
    _sent_empty(site_address("contact", language))(page, server, language)


def _password_wrong(page: Page, server: PortalServer, language: str) -> None:
    _go(page, language, f"{SECRET}/")
    page.locator("input[name=password]").fill("close sesame")
    page.locator("main button[type=submit]").click()


def _pressed(address: str, link: str) -> Visit:
    """Signed in, on the page that the first such link leads to."""

    def visit(page: Page, server: PortalServer, language: str) -> None:
        enter(page, server)
        _go(page, language, address)
        page.locator(link).first.click()

    return visit


def _from_the_profile(link: str) -> Visit:
    """As a visitor, on the page that a link of a profile leads to."""

    def visit(page: Page, server: PortalServer, language: str) -> None:
        _go(page, language, f"members/?{urlencode({'q': SOMEBODY_REACHED})}")
        page.locator(".rows a").first.click()
        page.locator(link).first.click()

    return visit


def _invitation(page: Page, server: PortalServer, language: str) -> None:
    _go(page, language, invitation_path())


def _no_invitations(page: Page, server: PortalServer, language: str) -> None:
    _go(page, language, f"{invitation_path()}never/")


def _refused(page: Page, server: PortalServer, language: str) -> None:
    sign_in(page, Account("", f"nobody-{language}@demo.example", "not the password"), language)


def _mail(page: Page, server: PortalServer, language: str) -> None:
    enter(page, server)
    _go(page, language, "demo/mail/")
    page.locator(".mail-row a").first.click()


# What readers see, who are nobody to the portal: nothing of it may set a cookie.
_READERS: Mapping[str, Visit] = {
    **{kind: _address(address) for kind, address in _READ.items()},
    **{kind: _site(folder) for kind, folder in _SITE.items()},
    "profile": _profile,
    "call": _call,
    "report": _from_the_profile("a[href*='/report/']"),
    "write to a member": _from_the_profile("a[href*='/write-to/']"),
    "contact, nothing filled in": _contact_empty,
}
_VISITS: Mapping[str, Visit] = {
    **_READERS,
    **{kind: _address(address) for kind, address in _ENTRANCE.items()},
    **{kind: _signed_in(address) for kind, address in _SIGNED_IN.items()},
    "sign-in, nothing filled in": _sent_empty("account/sign-in/"),
    "sign-in, refused": _refused,
    "sign-up, nothing filled in": _sent_empty("account/sign-up/"),
    "password for a page, wrong": _password_wrong,
    "profile, one's own": _own_profile,
    "conversation": _pressed("account/messages/", ".conversation a"),
    "call, one's own": _pressed("account/calls/", ".conversation a"),
    "call, to answer": _pressed("calls/?country=ES", ".rows a"),
    "publish a call, nothing filled in": _nothing_called,
    "invitation": _invitation,
    "invitation, never again": _no_invitations,
    "invitation, over": _address("account/invitations/nonsense/"),
    "mail of the demonstration": _mail,
}
READERS_KINDS = tuple(_READERS)
KINDS = tuple(_VISITS)
# Labels, errors and names of other languages among them.
FULL_OF_WORDS = (
    "home",
    "search, people",
    "directory, few matches",
    "profile",
    "network",
    "call",
    "report",
    "page in another language",
    "sign-up, nothing filled in",
)


def visit(page: Page, server: PortalServer, kind: str, language: str) -> None:
    """Leaves `page` on a page of that kind."""
    _VISITS[kind](page, server, language)
    page.wait_for_load_state()


def address_of(kind: str, language: str) -> str:
    """Where pages of a kind stand that takes no more than an address to reach."""
    return f"/{language}/{_READ[kind] if kind in _READ else site_address(_SITE[kind], language)}"


def site_address(folder: str, language: str) -> str:
    """Where the page of a folder of the demonstration's content stands, below its language."""
    parts = folder.split("/")
    folders = ["/".join(parts[: length + 1]) for length in range(len(parts))]
    return "".join(f"{_slug(each, language)}/" for each in folders)


def sign_in(page: Page, account: Account, language: str = "en") -> None:
    page.goto(f"/{language}/account/sign-in/")
    page.locator("input[name=login]").fill(account.email)
    page.locator("input[name=password]").fill(account.password)
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()


def sign_out(page: Page) -> None:
    page.locator(".header .account summary").click()
    page.locator(".header .account button").click()
    page.wait_for_load_state()


_sessions: dict[str, list[dict[str, object]]] = {}


def enter(page: Page, server: PortalServer) -> None:
    """As `sign_in` with one session for all who only look, since the portal allows few sign-ins a minute."""
    if server.url not in _sessions:
        sign_in(page, server.account("professional"))
        expect(page.locator(".header .account summary")).to_be_visible()
        _sessions[server.url] = [dict(cookie) for cookie in page.context.cookies()]
    page.context.add_cookies(_sessions[server.url])  # type: ignore[arg-type]  # as it gave them


def _go(page: Page, language: str, address: str) -> None:
    page.goto(f"/{language}/{address}")


def _slug(folder: str, language: str) -> str:
    slug: str = loads((SITE / folder / f"{language}.toml").read_text(encoding="utf-8"))["slug"]
    return slug
