"""A visitor who reads Bulgarian looks for a colleague in Austria; later a member does, and sees more."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from network.models import Member
from portal.accounts.models import User
from portal.demo.accounts import demo_accounts
from tests.demo.fixtures import Loaded

HIDDEN = "Selin Aksoy"
HER_WORDS = ["Selin", "Aksoy", "Селин", "Аксой", "Izmir", "Bescheiden", "Juristin", "selin aksoy", "kurdish"]


@pytest.fixture(autouse=True)
def demonstration(loaded: Loaded, settings: Settings) -> None:
    settings.DEMO = True


def page(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    return response.content.decode()


def fields(form: str) -> set[str]:
    return set(re.findall(r'<(?:select|input)[^>]* name="(\w+)"', form))


def value_of(html: str, select: str, label: str) -> str:
    """What a browser would send for the option called `label`."""
    options = html[html.index(f'<select name="{select}"') :]
    found = re.search(rf'<option value="([^"]*)">{label}</option>', options[: options.index("</select>")])
    assert found, label
    return found[1]


def names(html: str) -> list[str]:
    links = re.findall(r'<a class="card-link"\s+href="[^"]*">(.*?)(?: · <bdi>|</a>)', html, re.DOTALL)
    return [unescape(re.sub(r"</?mark>", "", name)).strip() for name in links]


def total(html: str) -> int:
    found = re.search(r'role="status">\s*(\d+)', html)
    assert found
    return int(found[1])


def test_a_visitor_finds_a_colleague_without_javascript(client: Client) -> None:
    home = page(client, "/bg/")
    form = home[home.index('<form class="search-box"') : home.index("</form>", home.index('<form class="search-box"'))]
    assert 'action="/bg/members/"' in form
    assert fields(form) == {"works_in", "language", "expertise", "q"}
    asked = {
        "works_in": value_of(form, "works_in", "Австрия"),
        "language": value_of(form, "language", "Турски"),
        "expertise": value_of(form, "expertise", "Междукултурна медиация"),
        "q": "",
    }

    results = client.get("/bg/members/", asked, follow=True)

    assert results.redirect_chain == [("/bg/members/?works_in=AT&language=tr&expertise=mediation", 302)]
    html = results.content.decode()
    for chip in ("Австрия", "Турски", "Междукултурна медиация"):
        assert re.search(rf'class="chip"[^>]*>.*{chip}', html)
    found = names(html)
    assert total(html) == len(found) > 1
    assert {"Jonas Brandt", "Elif Yıldız", "Petar Stoyanov"} <= set(found)
    assert HIDDEN not in html

    jonas = re.search(r'href="(/bg/members/\d+/jonas-brandt/)"', html)
    assert jonas
    profile = page(client, jonas[1])
    assert "<h1>Jonas Brandt</h1>" in profile
    assert "Обучавам междукултурни медиатори" in profile
    for fact in ("Австрия", "Турски", "Междукултурна медиация", "Werkraum Brücke"):
        assert fact in profile

    sofia = page(client, "/bg/members/?q=Петър")
    assert names(sofia) == ["Petar Stoyanov"]
    assert "Петър Стоянов" in sofia


@pytest.mark.parametrize("role", ["", "professional", "coordinator", "expert", "operator"])
def test_somebody_who_hides_is_found_by_nobody_in_any_way(client: Client, role: str) -> None:
    if role:
        sign_in(client, role)
    hidden = Member.objects.get(name=HIDDEN)

    addresses = [
        "/bg/",
        "/de/networks/",
        "/de/members/?works_in=AT&language=ku",
        "/de/members/?works_in=AT&expertise=residence-law&audience=women",
        "/de/members/?works_in=AT&sort=name",
        "/de/members/?view=map",
        *(f"/de/members/?q={word}" for word in HER_WORDS),
        *(f"/bg/members/?sort={sort}&page={number}" for sort in ("name", "newest") for number in range(1, 5)),
    ]
    for address in addresses:
        html = page(client, address)
        without_question = re.sub(r'(?:value|href)="[^"]*"', "", html)
        assert "Selin" not in re.sub(r'class="chip".*', "", without_question), address
        assert "Aksoy" not in without_question, address
    for slug in ("selin-aksoy", "-", "x"):
        assert client.get(f"/de/members/{hidden.pk}/{slug}/", follow=True).status_code == 404


def sign_in(client: Client, role: str) -> None:
    account = next(account for account in demo_accounts() if account.role == role)
    response = client.post("/bg/account/sign-in/", {"login": account.email, "password": account.password})
    assert response["Location"] == f"/{User.objects.get(email=account.email).language}/"


def test_a_member_sees_what_is_for_members(client: Client) -> None:
    address = "/bg/members/?works_in=AT"
    visitor = total(page(client, address))
    for_members = Member.objects.filter(profile_visibility="members", countries__country="AT")
    for_peers = Member.objects.filter(profile_visibility="networks", memberships__network__code="AT")
    assert for_members.exists()
    assert for_peers.exists()
    assert not {one.name for one in (*for_members, *for_peers)} & set(names(page(client, address)))

    sign_in(client, "professional")

    html = page(client, address)
    assert {one.name for one in (*for_members, *for_peers)} <= set(names(html))
    assert total(html) > visitor
    assert "Изход" in html
    own = page(client, Member.objects.get(name="Elif Yıldız").get_absolute_url())
    assert "Stiegenhaus" in own

    client.post("/bg/account/sign-out/")
    assert total(page(client, address)) == visitor
