"""Finding people by what one types."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from search.finding import Results, find
from search.projector import project_pending
from search.queries import Query, Sort, Viewer
from tests.network.factories import MemberFactory

pytestmark = pytest.mark.django_db

Names = Callable[..., list[str]]


def asked(text: str, sort: Sort = Sort.RELEVANCE) -> Results:
    return find(Query(Viewer.of(AnonymousUser()), ("member",), "en", text, sort=sort))


@pytest.fixture
def names() -> Names:
    def names(text: str, sort: Sort = Sort.RELEVANCE) -> list[str]:
        project_pending()
        return [hit.title for hit in asked(text, sort).hits]

    return names


@pytest.mark.parametrize(
    "text",
    ["mediation intercult", "междукултурна", "médiation", "Türkisch", "турски", "Австрия", "Österreich", "autriche"],
)
def test_terms_languages_and_countries_are_words_in_every_language(names: Names, text: str) -> None:
    MemberFactory.create(name="Anna Berg", countries=["AT"], languages={"tr": "B2"}, expertises=["mediation"])

    assert names(text) == ["Anna Berg"]


def test_an_exact_name_in_the_other_script_comes_first(names: Names) -> None:
    MemberFactory.create(name="Иван")
    MemberFactory.create(name="Ivan the Younger")

    assert names("ivan")[0] == "Иван"


def test_people_are_sorted_by_name_without_case_accents_or_script(names: Names) -> None:
    for name in ("Ёлка", "élise", "Anna", "Борис", "Łukasz", "zoe"):
        MemberFactory.create(name=name)

    assert names("", Sort.NAME) == ["Anna", "Борис", "élise", "Ёлка", "Łukasz", "zoe"]


def test_the_newest_come_first(names: Names) -> None:
    for day, name in enumerate(("First", "Second", "Third"), start=1):
        MemberFactory.create(name=name, joined=f"2026-01-0{day}T09:00:00Z")

    assert names("", Sort.NEWEST) == names("", Sort.RELEVANCE) == ["Third", "Second", "First"]


HOSTILE = [
    '"',
    "'",
    "''; DROP TABLE network_member; --",
    "%",
    "_",
    "%%%",
    "\\",
    "\\\\%",
    "*",
    ")(",
    "((((",
    "a\0b",
    "x" * 10_000,
    "x " * 5_000,
    "😀🏳️‍🌈",
    "مرحبا بالعالم",
    "\u202eRTL\u202c",
    "שלום",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "<script>alert(1)</script>",
    "AND OR NOT NEAR/3",
    "a:b:c",
    "[]{}^~?|&!",
    "\r\nSet-Cookie: a=b",
    "你好",
    "ﬀ ǆ ß İ",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_gets_an_answer(client: Client, text: str) -> None:
    MemberFactory.create(name="Anna Berg", city="100% Graz_", texts={"en": ("A", "B")})
    project_pending()

    assert asked(text).total in (0, 1)
    for parameter in ("q", "works_in", "language", "expertise", "level", "sort", "view", "page"):
        response = client.get("/en/members/", {parameter: text}, follow=True)
        assert response.status_code == 200, parameter
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=%00", "%00=%00", "q=%ed%a0%80", "&&&", "=", "q", "?", "q=%u0041", "#"]
)
def test_whatever_an_address_holds_gets_an_answer(client: Client, query: str) -> None:
    assert client.get(f"/en/members/?{query}", follow=True).status_code == 200


def test_a_text_of_signs_alone_is_no_question(names: Names) -> None:
    MemberFactory.create(name="Anna Berg")

    assert names("% _ *") == ["Anna Berg"]


def test_signs_of_patterns_mean_nothing(names: Names) -> None:
    MemberFactory.create(name="Anna Berg")

    assert names("b%g") == names("b_rg") == names("%erg") == []
    assert names("|anna berg|") == names("anna | berg") == ["Anna Berg"]


def test_what_is_found_is_marked_and_escaped(client: Client) -> None:
    MemberFactory.create(
        name="Anna <b>Berg</b>", texts={"en": ("<i>Hi</i>", "I <script>alert(1)</script> falcons & co")}
    )
    project_pending()

    html = client.get("/en/members/?q=falcon").content.decode()

    assert "<mark>falcons</mark> &amp; co" in html
    assert "&lt;script&gt;alert(1)" in html
    assert "Anna &lt;b&gt;Berg" in html
    assert "<script>alert" not in html
    assert "<i>Hi" not in html


def test_the_text_asked_for_comes_back_escaped(client: Client) -> None:
    html = client.get("/en/members/", {"q": '"><script>alert(1)</script>'}, follow=True).content.decode()

    assert "<script>alert" not in html
    assert "&quot;&gt;&lt;script&gt;" in html
