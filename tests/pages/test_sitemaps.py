"""What search engines are told of the portal's pages."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import Settings

from portal.pages import sitemaps
from tests.pages.factories import make_page
from tests.pages.test_pages import queries

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}

Read = Callable[[str], ElementTree.Element]


@pytest.fixture
def read(client: Client) -> Read:
    def read(path: str) -> ElementTree.Element:
        response = client.get(path)
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
        return ElementTree.fromstring(response.content)

    return read


def locations(document: ElementTree.Element) -> list[str]:
    return [(element.text or "").removeprefix(SITE) for element in document.iterfind(".//map:loc", NAMES)]


def test_the_index_names_a_map_for_each_language_that_can_be_read(read: Read) -> None:
    named = locations(read("/sitemap.xml"))

    languages = ("en", "fr", "de", "bg", "es")
    of_networks = [f"/sitemap-{language}-networks-1.xml" for language in languages]
    assert named == [*(f"/sitemap-{language}-1.xml" for language in languages), *of_networks]
    for path in named:
        read(path)


def test_a_map_names_the_editions_of_its_language_and_of_the_others(read: Read) -> None:
    key, changed = uuid4(), datetime(2026, 3, 1, 9, tzinfo=UTC)
    make_page("en", "about", key, first_published_at=changed, last_published_at=changed)
    make_page("bg", "za-nas", key)
    make_page("en", "leaflet")
    make_page("en", "draft", live=False)

    english = read("/sitemap-en-1.xml")

    views = {"members/", "networks/", "calls/"}
    assert set(locations(english)) == {f"/en/{path}" for path in {"", "about/", "leaflet/"} | views}
    assert set(locations(read("/sitemap-bg-1.xml"))) == {f"/bg/{path}" for path in {"", "za-nas/"} | views}
    about = next(url for url in english.iterfind("map:url", NAMES) if locations(url) == ["/en/about/"])
    links = {link.get("hreflang"): link.get("href") for link in about.iterfind("xhtml:link", NAMES)}
    assert links == {"en": f"{SITE}/en/about/", "bg": f"{SITE}/bg/za-nas/"}
    assert [one.text for one in about.iterfind("map:lastmod", NAMES)] == ["2026-03-01T09:00:00+00:00"]


def test_every_address_of_a_map_can_be_read(client: Client, read: Read) -> None:
    make_page("de", "über-uns")

    for path in locations(read("/sitemap-de-1.xml")):
        assert client.get(path).status_code == 200, path


def test_a_long_map_comes_in_pieces_at_the_same_cost(
    client: Client, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "LONGEST", 4)
    for number in range(7):
        make_page("en", f"page-{number}")

    pieces = [path for path in locations(read("/sitemap.xml")) if re.fullmatch(r"/sitemap-en-\d\.xml", path)]
    named = [path for piece in pieces for path in locations(read(piece))]

    assert pieces == ["/sitemap-en-1.xml", "/sitemap-en-2.xml"]
    assert len(named) == len(set(named)) == 7 + 4
    assert queries(client, "/sitemap-en-1.xml") <= 3


@pytest.mark.parametrize(
    "path", ["/sitemap-en-0.xml", "/sitemap-en-2.xml", "/sitemap-xx-1.xml", f"/sitemap-en-{'9' * 30}.xml"]
)
def test_there_is_no_other_map(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_crawlers_are_asked_to_leave_the_desk_and_accounts_alone(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()

    assert re.findall(r"^Disallow: (.*)$", text, re.MULTILINE)[:2] == ["/admin/", "/en/account/"]
    assert f"Sitemap: {SITE}/sitemap.xml" in text


def test_a_demonstration_is_not_to_be_found(client: Client, settings: Settings) -> None:
    settings.DEMO = True

    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
