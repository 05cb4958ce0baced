"""The search page: one address for one state, true counts on its tabs, and a way on from wherever nothing is found."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search import views
from search.finding import find
from search.page import kinds
from search.page.state import SiteSearch
from search.projector import project_pending
from search.queries import Query, Sort, Viewer
from tests.network.factories import MemberFactory
from tests.pages.factories import make_article, make_event, make_events, make_news, make_page

pytestmark = pytest.mark.django_db

PATH = "/en/search/"
NAMES = ["q", "kind", "country", "written_in", "year", "speaks", "expertise", "network", "sort", "page", "works_in"]
VALUES = [
    "",
    "people",
    "news",
    "events",
    "pages",
    "AT",
    "FR",
    "tr",
    "en",
    "2026",
    "housing",
    "name",
    "newest",
    "soonest",
]
ODD = [
    " ",
    "%",
    "ü",
    "иван",
    " a  b ",
    "\0",
    "+",
    "&",
    "😀",
    "x" * 300,
    "٣",
    "-1",
    "0",
    "2",
    "9" * 5000,
    "<b>",
    "'",
    '"',
]


@pytest.fixture(autouse=True)
def things() -> None:
    MemberFactory.create(name="Anna Berg", countries=["AT"], languages={"tr": "B2"}, expertises=["housing"])
    MemberFactory.create(name="Berta Anna", countries=["FR"], languages={"tr": "A2"}, expertises=["housing"])
    MemberFactory.create(name="Clara", countries=["FR"], languages={"fr": "C2"})
    news = make_news("en")
    make_article(news, "anna-writes", title="Anna writes", country="AT", introduction="About Anna & her housing.")
    events = make_events("en")
    make_event(events, "later", title="Later with Anna", starts=timezone.now() + timedelta(days=20), country="AT")
    make_event(events, "soon", title="Soon", starts=timezone.now() + timedelta(days=2))
    make_event(events, "over", title="Over with Anna", starts=timezone.now() - timedelta(days=20))
    make_page("en", "housing", title="Housing")
    project_pending()


def queries() -> Iterator[str]:
    chance = Random(20261125)
    for _number in range(150):
        pairs = [
            (chance.choice([*NAMES, *NAMES, "utm_source", "view", ""]), chance.choice([*VALUES, *VALUES, *ODD]))
            for _pair in range(chance.randint(0, 6))
        ]
        yield urlencode(pairs)


def read(query: str) -> SiteSearch:
    return SiteSearch.read(QueryDict(query))


def shown(client: Client, query: str, path: str = PATH) -> Any:
    response = client.get(f"{path}?{query}" if query else path)
    assert response.status_code == 200, response.get("Location")
    return response.context


def titles(client: Client, query: str) -> list[str]:
    return [hit.title for hit in shown(client, query)["results"].hits]


def counts(client: Client, query: str) -> dict[str, int]:
    return {tab.name or "all": tab.count for tab in shown(client, query)["tabs"]}


def test_what_is_written_reads_as_the_same_search() -> None:
    for query in queries():
        search = read(query)
        written = search.querystring.removeprefix("?")
        assert read(written) == search, query
        assert search.is_written_as(written), query


def test_any_address_arrives(client: Client) -> None:
    for number, query in enumerate(queries()):
        if number % 6 == 0:
            response = client.get(f"{PATH}?{query}", follow=True)
            assert response.status_code == 200, query
            assert len(response.redirect_chain) <= 2, (query, response.redirect_chain)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("q=&kind=&country=", ""),
        ("sort=name&page=3", ""),
        ("q=anna&kind=films", "q=anna"),
        ("country=AT&q=anna", "q=anna&country=AT"),
        ("q=anna&audience=newcomers", "q=anna"),
        ("q=anna&kind=people&expertise=housing&year=2026", "q=anna&kind=people&expertise=housing"),
        ("q=anna&country=XX&country=AT", "q=anna&country=AT"),
        ("q=anna&kind=people&sort=soonest", "q=anna&kind=people"),
        ("kind=news&sort=newest", "kind=news"),
        ("q=anna&sort=relevance&page=1", "q=anna"),
        ("q=anna&utm_source=mail", "q=anna"),
    ],
)
def test_the_address_is_written_in_one_way(client: Client, written: str, canonical: str) -> None:
    response = client.get(f"{PATH}?{written}")

    assert response.status_code == 302
    assert response["Location"] == (f"{PATH}?{canonical}" if canonical else PATH)


def test_a_page_past_the_last_leads_to_the_last(client: Client) -> None:
    assert client.get(f"{PATH}?q=anna&page=9")["Location"] == f"{PATH}?q=anna"


def test_tabs_stand_in_their_order_and_know_their_kinds() -> None:
    assert [tab.name for tab in kinds.tabs()] == ["people", "networks", "calls", "news", "events", "partners", "pages"]
    assert kinds.kinds_of("people") == ("member",)
    assert set(kinds.kinds_of("")) > {"member", "articlepage", "eventpage", "standardpage", "legalpage"}
    assert set(kinds.groups_of("")) == {"country", "expertise", "year", "written_in"}


@pytest.mark.parametrize(
    "query", ["q=anna", "q=anna&country=AT", "q=anna&kind=people&expertise=housing", "kind=events"]
)
def test_a_tab_shows_as_many_things_as_it_says(client: Client, query: str) -> None:
    for tab in shown(client, query)["tabs"]:
        context = shown(client, tab.url.partition("?")[2])
        results = context.get("results")
        assert results is None or results.total == tab.count, tab


def test_tabs_count_what_the_text_and_the_filters_leave(client: Client) -> None:
    found = counts(client, "q=anna")
    assert (found["all"], found["people"], found["news"], found["events"]) == (5, 2, 1, 2)

    in_austria = counts(client, "q=anna&country=AT")
    assert (in_austria["all"], in_austria["people"], in_austria["news"], in_austria["events"]) == (3, 1, 1, 1)


def test_what_is_over_is_not_among_the_soonest_and_other_tabs_keep_their_counts(client: Client) -> None:
    found = counts(client, "q=anna&kind=events&sort=soonest")

    assert titles(client, "kind=events&sort=soonest") == ["Soon", "Later with Anna"]
    assert (found["events"], found["people"]) == (1, 2)


def test_a_tab_has_the_filters_that_its_things_have(client: Client) -> None:
    def names(query: str) -> list[str]:
        return [group.name for group in shown(client, query)["groups"] if group.size]

    assert names("q=anna&kind=people") == ["country", "speaks", "expertise", "network"]
    assert names("q=anna&kind=news") == ["country", "year", "written_in"]
    assert names("q=anna") == ["country", "expertise", "written_in", "year"]


def test_a_filter_goes_along_to_the_tabs_that_have_it(client: Client) -> None:
    urls = {tab.name: tab.url for tab in shown(client, "q=anna&kind=people&country=AT&audience=newcomers")["tabs"]}

    assert urls["news"] == f"{PATH}?q=anna&kind=news&country=AT"
    assert urls["pages"] == f"{PATH}?q=anna&kind=pages"
    assert urls[""] == f"{PATH}?q=anna&country=AT"


def test_choosing_a_value_shows_as_many_things_as_stand_beside_it(client: Client) -> None:
    for group in shown(client, "q=anna&country=AT")["groups"]:
        for option in [*group.first, *group.rest]:
            query = [("q", "anna"), *([("country", "AT")] if group.name != "country" else [])]
            context = client.get(PATH, [*query, (group.name, option.term)], follow=True).context
            assert context["results"].total == option.count, (group.name, option.term)


def test_chips_take_off_one_filter_and_all_of_them(client: Client) -> None:
    context = shown(client, "q=anna&kind=people&country=AT&expertise=housing")

    assert {chip.label: chip.url for chip in context["chips"]} == {
        "Austria": f"{PATH}?q=anna&kind=people&expertise=housing",
        "Housing": f"{PATH}?q=anna&kind=people&country=AT",
    }
    assert context["clear_url"] == f"{PATH}?q=anna&kind=people"


def test_few_results_say_which_filter_to_take_off(client: Client) -> None:
    hint = shown(client, "q=anna&kind=people&country=AT")["loosening"]

    assert (hint.labels, hint.more, hint.url) == (["Austria"], 1, f"{PATH}?q=anna&kind=people")


def test_nothing_found_leads_on(client: Client) -> None:
    html = unescape(client.get(f"{PATH}?q=soon&kind=people").content.decode())

    assert "Nothing found" in html
    assert f'href="{PATH}?q=soon&kind=events"' in html
    assert 'href="/en/members/?q=soon"' in html


def test_the_tab_of_people_leads_to_finer_filters_and_back(client: Client) -> None:
    there = unescape(client.get(f"{PATH}?q=anna&kind=people").content.decode())
    back = unescape(client.get("/en/members/?q=anna").content.decode())

    assert 'href="/en/members/?q=anna"' in there
    assert f'href="{PATH}?q=anna"' in back


def test_before_anything_is_asked_the_page_invites(client: Client) -> None:
    response = client.get(PATH)

    assert [hit.title for hit in response.context["latest"]] == ["Soon", "Later with Anna", "Anna writes"]
    assert all(tab.count for tab in response.context["tabs"] if tab.name in ("", "people", "news", "events", "pages"))
    assert "noindex" not in response.content.decode()


@pytest.mark.parametrize("query", ["q=anna", "kind=news", "kind=people&country=AT"])
def test_what_was_asked_is_for_no_search_engine(client: Client, query: str) -> None:
    assert '<meta name="robots" content="noindex, follow">' in client.get(f"{PATH}?{query}").content.decode()


def test_the_title_says_what_was_asked(client: Client) -> None:
    html = client.get(f"{PATH}?q=%3Cb%3E").content.decode()

    assert "<title>“&lt;b&gt;” · Search the portal · Migrapass</title>" in html


def test_hits_are_an_ordered_list_with_headings_and_marks(client: Client) -> None:
    html = client.get(f"{PATH}?q=anna").content.decode()
    rows = html[html.index('<ol class="rows"') : html.index("</ol>", html.index('<ol class="rows"'))]

    assert rows.count("<h3>") == 5
    assert "<mark>Anna</mark> Berg" in rows
    assert "About <mark>Anna</mark> &amp; her housing." in rows


def test_a_title_in_another_language_says_so(client: Client) -> None:
    html = client.get("/de/search/?q=housing&kind=pages").content.decode()

    assert re.search(r'href="[^"]+"\s+lang="en"><mark>Housing</mark>', html)
    assert "· Englisch" in html


def answered(monkeypatch: pytest.MonkeyPatch, **parts: Any) -> None:
    """Has the engine answer what the catalogue's tables, which know no typing errors, do not."""
    monkeypatch.setattr(views, "find", lambda query: replace(find(query), **parts))


def test_what_was_meant_is_told_apart_from_what_was_asked(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, suggestion="clara", corrected=True)
    html = client.get(f"{PATH}?q=clra").content.decode()

    assert f'Nothing says “clra”. This was found for <a href="{PATH}?q=clara">clara</a>.' in html
    assert "comes close" not in html


def test_what_nearly_says_it_is_told_apart_from_what_says_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, corrected=True)

    assert "Nothing says exactly this; what follows comes close." in client.get(f"{PATH}?q=clra").content.decode()


@pytest.mark.parametrize(("path", "room"), [(PATH, "search.page"), ("/en/members/", "network")])
def test_things_that_come_close_follow_the_few_that_say_it_all(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, room: str
) -> None:
    member = MemberFactory.create(name="Clara Holm")
    MemberFactory.create(name="Anna Berg")
    project_pending()
    near = find(Query(Viewer(AnonymousUser()), ("member",), "en", "clara")).hits
    monkeypatch.setattr(f"{room}.answer.close_to", lambda results: near)
    html = client.get(f"{path}?q=anna").content.decode()

    assert html.index("Anna</mark>") < html.index("This comes close") < html.index(member.get_absolute_url())


@pytest.mark.parametrize("path", [PATH, "/en/members/"])
def test_a_silent_engine_is_told_calmly(client: Client, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    answered(monkeypatch, reduced=True)
    monkeypatch.setattr("network.views.find", lambda query: replace(find(query), reduced=True))

    assert "works in a simpler way for a moment" in client.get(f"{path}?q=anna").content.decode()
    assert "works in a simpler way" not in client.get("/en/networks/").content.decode()


def test_htmx_is_answered_at_once_and_told_the_address_to_show(client: Client) -> None:
    response = client.get(f"{PATH}?q=anna&kind=&country=AT&sort=", headers={"HX-Request": "true"})

    assert response["HX-Push-Url"] == f"{PATH}?q=anna&country=AT"
    assert {"results", "filters", "tabs"} <= set(re.findall(r'id="(\w+)"', response.content.decode()))


def test_an_emptied_field_brings_the_invitation_back(client: Client) -> None:
    response = client.get(f"{PATH}?q=&sort=", headers={"HX-Request": "true"})

    assert response["HX-Push-Url"] == PATH
    assert 'id="results"' in response.content.decode()


def test_without_javascript_the_form_holds_the_whole_state(client: Client) -> None:
    html = client.get(f"{PATH}?q=anna&kind=people&country=AT&sort=name").content.decode()
    form = html[html.index('<form class="directory"') : html.index("</form>", html.index('<form class="directory"'))]

    assert re.findall(r'name="(\w+)"\s+value="([^"]*)" checked', form) == [("country", "AT")]
    assert re.findall(r'<option value="([^"]*)" selected', form) == ["name"]
    assert '<input type="hidden" name="kind" value="people">' in form
    assert re.search(r'name="q"\s+value="anna"', form)


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("q=anna", ["", Sort.NEWEST, Sort.NAME]),
        ("kind=people", ["", Sort.NAME]),
        ("q=anna&kind=events", ["", Sort.NEWEST, Sort.SOONEST, Sort.NAME]),
    ],
)
def test_orders_are_those_that_make_sense(client: Client, query: str, offered: list[str]) -> None:
    assert [value for value, _label in shown(client, query)["sorts"]] == offered


def test_nothing_that_was_typed_is_kept_and_no_cookie_is_set(client: Client) -> None:
    response = client.get(f"{PATH}?q=anna")

    assert not response.cookies
    assert not client.cookies


def test_every_page_has_the_box(client: Client) -> None:
    for path in ("/en/", "/en/members/", "/en/no-such-page/"):
        html = client.get(path).content.decode()
        assert 'class="site-search-form"' in html, path
        assert not client.cookies


def test_a_page_costs_the_same_with_few_things_and_with_many(client: Client) -> None:
    def cost(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(client, query)
        return len(queries)

    asked = ["q=housing", "q=housing&country=AT", "q=housing&kind=people&expertise=housing"]
    few = [cost(query) for query in asked]
    for _number in range(20):
        MemberFactory.create(countries=["AT"], languages={"tr": "B2"}, expertises=["housing"])
    project_pending()

    assert [cost(query) for query in asked] <= few
