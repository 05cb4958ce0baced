"""What is suggested while somebody types."""

import re
from html import unescape

import pytest
from django.test import Client

from network.visibility import Visibility
from search.projector import project_pending
from tests.network.factories import MemberFactory
from tests.pages.factories import make_page

pytestmark = pytest.mark.django_db

PATH = "/en/search/suggestions/"


@pytest.fixture(autouse=True)
def things() -> None:
    MemberFactory.create(name="Anna Berg", organisation="Oikodrom", city="Vienna")
    MemberFactory.create(name="Anna Hidden", visibility=Visibility.MEMBERS)
    make_page("en", "annals", title="Annals & archives")
    project_pending()


def options(client: Client, query: str) -> list[tuple[str, str]]:
    html = client.get(f"{PATH}?{query}").content.decode()
    found = re.findall(r'role="option"\s+tabindex="-1"\s+href="([^"]+)">(.*?)</a>', html, re.DOTALL)
    return [(unescape(url), unescape(" ".join(re.sub("<[^>]+>", "", words).split()))) for url, words in found]


def test_things_are_suggested_with_their_kind_and_then_all_results(client: Client) -> None:
    found = options(client, "q=ann")

    assert {words for _url, words in found[:-1]} == {"Anna Berg Member · Oikodrom, Vienna", "Annals & archives Page"}
    assert found[-1] == ("/en/search/?q=ann", "All results for “ann”")


def test_people_are_suggested_for_the_directory_and_all_results_are_there(client: Client) -> None:
    found = options(client, "kind=people&q=ann")

    assert [words for _url, words in found] == ["Anna Berg Member · Oikodrom, Vienna", "All results for “ann”"]
    assert found[-1][0] == "/en/members/?q=ann"


@pytest.mark.parametrize("query", ["", "q=", "q=a", "q=%20a%20", "q=%00"])
def test_nothing_is_suggested_for_a_single_letter(client: Client, query: str) -> None:
    response = client.get(f"{PATH}?{query}")

    assert response.status_code == 200
    assert not response.content.strip()


def test_seven_at_most_are_suggested_and_their_number_is_told(client: Client) -> None:
    for number in range(9):
        MemberFactory.create(name=f"Annabel {'abcdefghi'[number]}")
    project_pending()

    assert len(options(client, "q=anna")) == 8
    assert 'data-said="7 suggestions"' in client.get(f"{PATH}?q=anna").content.decode()


@pytest.mark.parametrize("signed_in", [False, True])
def test_no_cache_keeps_what_people_type(client: Client, admin_client: Client, signed_in: bool) -> None:
    response = (admin_client if signed_in else client).get(f"{PATH}?q=ann")

    assert {"private", "no-store"} <= set(re.split(r",\s*", response["Cache-Control"]))
    assert signed_in or not response.cookies


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post(PATH, {"q": "ann"}).status_code == 405


@pytest.mark.parametrize("text", ["'\"<script>", "*" * 50, ")(", "\0\0ann", "x" * 10_000, "😀😀", "a:b AND c"])
def test_hostile_text_is_only_text(client: Client, text: str) -> None:
    response = client.get(PATH, {"q": text})

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
