"""Whatever is in an address gets an answer, in which nothing of it is markup."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.network.factories import MemberFactory
from tests.pages.factories import make_article, make_news
from tests.search.engines.asking import Catalogue

PATHS = ("/en/search/", "/en/search/suggestions/", "/bg/search/", "/en/members/")
MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
TEXTS = [
    '"',
    "'; DROP TABLE search_document; --",
    "*",
    "anna*",
    ")(",
    "((((",
    "%00",
    "anna%00berg",
    "x" * 10_000,
    "x%20" * 2_500,
    "%D0%B0" * 2_000,
    "%ED%A0%80",
    "anna%ED%BF%BFberg",
    "%FF%FE",
    "%C3%28",
    "%",
    "%zz",
    "%E2%80%AEanna%E2%80%AC",
    "%E2%80%8F%E2%80%8E",
    "%F0%9F%98%80",
    "a%0D%0ASet-Cookie:%20a=b",
    "%5B%5D%7B%7D%5E~?|%26!%5C/",
    "anna~2^9",
    "words:/.*/",
    quote(MARKUP),
    quote("{{ 7|add:7 }}{% now 'Y' %}"),
    quote("javascript:alert(1)"),
]
QUERIES = [
    *(f"q={text}" for text in TEXTS),
    *(f"kind={text}" for text in TEXTS[:6] + TEXTS[-3:]),
    *(f"q=anna&country={text}&speaks={text}&expertise={text}&year={text}" for text in TEXTS[:8] + TEXTS[-3:]),
    *(f"q=anna&page={page}" for page in ("0", "-1", "500", "99999999", "9" * 400, "1e9", "٣", "²", "", "%00", "1;2")),
    *(f"q=anna&sort={sort}" for sort in ("soonest", "@peers", "password", "%00", "-date")),
    "q=anna&q=berg&q=clara",
    "q[]=anna&q[0]=berg&kind[]=people&page[]=2",
    "q=anna&kind=people&kind=news&kind=people",
    "kind=people&@peers=EU&face=peers&viewer=1&networks=EU",
    "&".join(f"country={code}" for code in ("AT", "BG", "IS") for _again in range(60)),
    "&".join(f"a{number}=1" for number in range(1200)),
    "&&&===&q",
    "q",
    "=",
    "q=anna;kind=people",
]
HALVES = [("utf-7", "q=a%2B2AA-"), ("unicode_escape", "q=%5Cud800"), ("utf-16", "q=anna"), ("nonsense", "q=anna")]


@pytest.fixture(autouse=True)
def things(catalogue: Catalogue) -> None:
    """A member and a page whose own words are markup too."""
    MemberFactory.create(name=f"Anna {MARKUP}", city=MARKUP, texts={"en": (MARKUP, MARKUP)}, countries=["AT"])
    make_article(make_news("en"), "markup", title=f"Anna {MARKUP}", introduction=MARKUP)
    catalogue.bring_up_to_date()


def test_whatever_is_asked_gets_an_answer_without_its_markup(catalogue: Catalogue) -> None:
    client = Client(raise_request_exception=False)
    for path in PATHS:
        for query in QUERIES:
            for headers in ({}, {"HX-Request": "true"}) if path == "/en/search/" else ({},):
                response = client.get(path, query_string=query, headers=headers, follow=True)
                html = response.content.decode()
                assert response.status_code < 500, (path, query[:80])
                assert "<script>alert" not in html, (path, query[:80])
                assert "<img src=x" not in html, (path, query[:80])
                assert 'href="javascript:' not in html, (path, query[:80])
                assert "Set-Cookie" not in response.headers, (path, query[:80])
                assert not any("\n" in value or "\r" in value for value in response.headers.values())


def test_own_markup_of_a_hit_is_text(client: Client) -> None:
    for path in PATHS[:2]:
        html = client.get(path, {"q": "anna"}).content.decode()
        assert "&lt;script&gt;" in html.replace("<mark>", "").replace("</mark>", ""), path
        assert "<script>alert" not in html.replace("<mark>", "").replace("</mark>", ""), path


@pytest.mark.parametrize(("charset", "query"), HALVES)
@pytest.mark.parametrize("path", PATHS)
def test_half_a_character_gets_an_answer(path: str, charset: str, query: str) -> None:
    """The encoding that a request names is taken for that of its address, too."""
    client = Client(raise_request_exception=False)
    for headers in ({}, {"HX-Request": "true"}):
        response = client.get(path, query_string=query, CONTENT_TYPE=f"text/plain; charset={charset}", headers=headers)
        assert response.status_code < 500
