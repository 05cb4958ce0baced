"""The address of the directory is its whole state, written in one way only."""

import re
from collections.abc import Iterator
from html import unescape
from random import Random
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.directory import DirectorySearch
from search.projector import project_pending
from tests.network.factories import MemberFactory

pytestmark = pytest.mark.django_db

PATH = "/en/members/"
NAMES = ["q", "works_in", "language", "expertise", "audience", "network", "level", "sort", "view", "page"]
VALUES = ["", "AT", "tr", "housing", "women", "EU", "B2", "A1", "name", "relevance", "newest", "map", "list", "1", "2"]
ODD = [" ", "%", "ü", "иван", "a b", " a  b ", "\0", "+", "&", "=", "#", ";", "😀", "x" * 300, "y " * 150, "AT:B2", "٣"]
ODD += ["-1", "0", "99999", "9" * 5000, "1.5", "1e3", "0x1", "Ⅳ", "²", "\u2028", "\x1f", "<b>", "'", '"']


@pytest.fixture(autouse=True)
def people() -> None:
    MemberFactory.create(name="Anna", countries=["AT"], languages={"tr": "B2"}, expertises=["housing", "mediation"])
    MemberFactory.create(name="Berta", countries=["AT", "FR"], languages={"tr": "A2"}, expertises=["housing"])
    MemberFactory.create(name="Clara", countries=["FR"], languages={"fr": "C2"}, audiences=["women"])
    project_pending()


def random_queries() -> Iterator[str]:
    chance = Random(20261123)
    for _number in range(200):
        pairs = [
            (chance.choice([*NAMES, *NAMES, "utm_source", "Q", "page ", ""]), chance.choice([*VALUES, *VALUES, *ODD]))
            for _pair in range(chance.randint(0, 6))
        ]
        yield urlencode(pairs, quote_via=quote) if chance.random() > 0.5 else urlencode(pairs)


def read(query: str) -> DirectorySearch:
    return DirectorySearch.read(QueryDict(query))


def test_what_is_written_reads_as_the_same_search() -> None:
    for query in random_queries():
        search = read(query)
        written = search.querystring.removeprefix("?")
        assert read(written) == search, query
        assert search.is_written_as(written), query
        assert read(written).querystring.removeprefix("?") == written, query


def test_any_address_arrives_after_one_redirect_and_at_most_one_more_to_the_last_page(client: Client) -> None:
    for number, query in enumerate(random_queries()):
        if number % 4:
            continue
        response = client.get(f"{PATH}?{query}", follow=True)
        assert response.status_code == 200, query
        assert len(response.redirect_chain) <= 2, (query, response.redirect_chain)
        arrived = response.redirect_chain[-1][0] if response.redirect_chain else f"{PATH}?{query}".removesuffix("?")
        assert client.get(arrived).status_code == 200, query


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("q=&works_in=AT&language=&expertise=", "works_in=AT"),
        ("utm_source=mail&works_in=AT", "works_in=AT"),
        ("level=A1&sort=relevance&view=list&page=1", ""),
        ("works_in=AT&q=anna", "q=anna&works_in=AT"),
        ("works_in=AT&works_in=AT", "works_in=AT"),
        ("q=%20anna%20%20berg%20", "q=anna+berg"),
        ("q=anna%20berg", ""),
        ("sort=height&page=x&level=Z9", ""),
        ("works_in=A%20T&expertise=%3Cb%3E", ""),
    ],
)
def test_the_address_is_written_in_one_way(client: Client, written: str, canonical: str) -> None:
    response = client.get(f"{PATH}?{written}")

    if written == "q=anna%20berg":
        assert response.status_code == 200, "another way to write the same space"
    else:
        assert response.status_code == 302
        assert response["Location"] == (f"{PATH}?{canonical}" if canonical else PATH)


def test_a_canonical_address_answers_at_once(client: Client) -> None:
    query = "q=a&works_in=AT&works_in=FR&language=tr&expertise=housing&audience=women&network=EU&level=B2&sort=name"

    assert client.get(f"{PATH}?{query}&view=map").status_code == 200


def test_letters_of_other_scripts_may_stand_in_the_address_unquoted(client: Client) -> None:
    response = client.get(PATH, QUERY_STRING="q=иван".encode().decode("latin-1"), follow=True)

    assert response.status_code == 200
    assert response.context["search"].text == "иван"


def test_at_most_a_dozen_terms_a_group_are_read() -> None:
    assert len(read(urlencode([("expertise", f"term-{number}") for number in range(50)])).chosen["expertise"]) == 12


def test_a_page_past_the_last_leads_to_the_last(client: Client) -> None:
    for _person in range(40):
        MemberFactory.create()
    project_pending()

    past = client.get(f"{PATH}?network=EU&page=9")
    last = client.get(f"{PATH}?network=EU&page=3")

    assert past["Location"] == f"{PATH}?network=EU&page=3"
    assert last.status_code == 200
    assert len(last.context["results"].hits) == 3


def test_a_page_of_nothing_leads_to_the_first(client: Client) -> None:
    assert client.get(f"{PATH}?q=nobody&page=5")["Location"] == f"{PATH}?q=nobody"


def test_every_page_of_the_pager_can_be_opened(client: Client) -> None:
    for _person in range(40):
        MemberFactory.create()
    project_pending()

    page = client.get(f"{PATH}?network=EU&sort=name").content.decode()

    urls = re.findall(r'href="([^"]+)"[^>]*><span class="visually-hidden">Page<', unescape(page))
    assert urls == [f"{PATH}?network=EU&sort=name{more}" for more in ("", "&page=2", "&page=3")]
    assert [client.get(url).status_code for url in urls] == [200, 200, 200]
    assert f'rel="next" href="{urls[1]}"' in unescape(page)


def test_htmx_is_answered_at_once_and_told_the_address_to_show(client: Client) -> None:
    response = client.get(f"{PATH}?q=&works_in=AT&language=&level=&sort=", headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert response["HX-Push-Url"] == f"{PATH}?works_in=AT"
    assert 'id="results"' in response.content.decode()


def chips(client: Client, query: str) -> dict[str, str]:
    return {chip.label: chip.url for chip in client.get(f"{PATH}?{query}").context["chips"]}


def test_a_chip_takes_off_just_itself(client: Client) -> None:
    query = "q=a&works_in=AT&works_in=FR&language=tr&expertise=housing&level=A2&sort=name"

    found = chips(client, query)

    assert set(found) == {"Austria", "France", "Turkish, A2 or better", "Housing"}
    whole = parse_qsl(query)
    for label, dropped in {
        "Austria": ("works_in", "AT"),
        "France": ("works_in", "FR"),
        "Turkish, A2 or better": ("language", "tr"),
        "Housing": ("expertise", "housing"),
    }.items():
        assert parse_qsl(urlsplit(found[label]).query) == [pair for pair in whole if pair != dropped]


def test_taking_a_chip_off_starts_at_the_first_page(client: Client) -> None:
    for _person in range(30):
        MemberFactory.create(countries=["AT"])
    project_pending()

    url = chips(client, "works_in=AT&page=2")["Austria"]

    assert "page" not in parse_qs(urlsplit(url).query)


@pytest.mark.parametrize(
    ("query", "labels", "more", "leads_to"),
    [
        ("works_in=FR&language=tr", ["France"], 1, "language=tr"),
        (
            "works_in=FR&expertise=mediation&audience=women",
            ["Intercultural mediation"],
            1,
            "works_in=FR&audience=women",
        ),
        ("language=tr&level=C1", ["Turkish, C1 or better"], 3, "level=C1"),
        ("expertise=no-such-thing", ["no-such-thing"], 3, ""),
        ("works_in=IS&works_in=LI&expertise=housing", ["Iceland", "Liechtenstein"], 2, "expertise=housing"),
    ],
)
def test_the_hint_names_the_filter_that_adds_most_people(
    client: Client, query: str, labels: list[str], more: int, leads_to: str
) -> None:
    context = client.get(f"{PATH}?{query}").context
    hint = context["loosening"]

    assert (list(map(str, hint.labels)), hint.more) == (labels, more)
    assert urlsplit(hint.url).query == leads_to
    there = client.get(hint.url).context["results"].total
    assert there == context["results"].total + more


def test_the_hints_number_is_true_whatever_is_chosen(client: Client) -> None:
    chance = Random(7)
    for _number in range(25):
        pairs = [
            (group, chance.choice(values))
            for group, values in (("works_in", ["AT", "FR"]), ("language", ["tr", "fr"]), ("expertise", ["housing"]))
            if chance.random() > 0.4
        ]
        context = client.get(f"{PATH}?{urlencode(pairs)}").context
        total, hint = context["results"].total, context["loosening"]
        without = [
            client.get(PATH, [pair for pair in pairs if pair[0] != group]).context["results"].total - total
            for group, _term in pairs
        ]
        if hint is None:
            assert max(without, default=0) == 0
        else:
            assert hint.more == max(without) == client.get(hint.url).context["results"].total - total


def test_no_hint_where_enough_people_match(client: Client) -> None:
    MemberFactory.create(countries=["AT"])
    MemberFactory.create(countries=["AT"])
    project_pending()

    assert client.get(f"{PATH}?works_in=AT").context["loosening"] is None


def test_the_numbers_beside_the_filters_are_what_choosing_them_gives(client: Client) -> None:
    chosen = "works_in=AT"
    groups = client.get(f"{PATH}?{chosen}").context["groups"]

    for group in groups:
        for option in [*group.first, *group.rest]:
            pairs = [pair for pair in parse_qsl(chosen) if pair[0] != group.name]
            assert (
                client.get(PATH, [*pairs, (group.name, option.term)], follow=True).context["results"].total
                == option.count
            )


def test_the_map_shows_the_same_numbers_and_leads_on(client: Client) -> None:
    response = client.get(f"{PATH}?view=map")

    stations = {station.country: station for station in response.context["stations"]}
    assert {code: station.count for code, station in stations.items()} == {"AT": 2, "FR": 2}
    assert stations["AT"].url == f"{PATH}?works_in=AT&view=map"
    assert "AT · 2" in response.content.decode()


def test_without_javascript_the_form_holds_the_whole_state(client: Client) -> None:
    html = client.get(f"{PATH}?q=a&works_in=AT&language=tr&level=A2&sort=name&view=map").content.decode()
    form = html[html.index('<form class="directory"') : html.index("</form>", html.index('<form class="directory"'))]

    checked = re.findall(r'name="(\w+)"\s+value="([^"]*)" checked', form)
    selected = re.findall(r'<option value="([^"]*)" selected', form)
    assert set(checked) == {("works_in", "AT"), ("language", "tr")}
    assert sorted(selected) == ["A2", "name"]
    assert 'name="q"' in form
    assert 'value="a"' in form
    assert '<input type="hidden" name="view" value="map">' in form
    assert "<noscript>" in form


def test_links_of_the_page_lead_somewhere(client: Client) -> None:
    html = client.get(f"{PATH}?works_in=AT").content.decode()

    for link in set(re.findall(r'href="(/en/[^"]*)"', html)):
        assert client.get(unescape(link)).status_code == 200, link


def test_a_profile_has_one_address(client: Client) -> None:
    member = MemberFactory.create(name="Анна Берг")

    response = client.get(f"/bg/members/{member.pk}/something/")

    assert response.status_code == 301
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["/en/members/999999/x/", f"/en/members/{'9' * 30}/x/", "/en/members/0/x/"])
def test_a_number_that_nobody_has_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_filters_show_labels_in_the_language_of_the_page(client: Client) -> None:
    html = client.get("/bg/members/?works_in=AT&language=tr").content.decode()

    for word in ("Австрия", "Турски", "Междукултурна медиация"):
        assert word in html


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "path", [PATH, f"{PATH}?view=map", f"{PATH}?q=p&works_in=AT", "/en/", "/en/networks/", "profile"]
)
def test_a_page_costs_the_same_with_five_people_and_with_forty(client: Client, path: str) -> None:
    everything = {
        "countries": ["AT", "FR"],
        "languages": {"tr": "B2"},
        "expertises": ["housing"],
        "audiences": ["women"],
    }
    member = MemberFactory.create(texts={"en": ("A", "B"), "de": ("C", "D")}, networks=["EU", "AT"], **everything)
    for _person in range(4):
        MemberFactory.create(**everything)
    project_pending()
    path = member.get_absolute_url() if path == "profile" else path
    queries_of(client, path)  # what is kept in memory is there from now on
    few = queries_of(client, path)

    for _person in range(35):
        MemberFactory.create(**everything)
    project_pending()

    assert queries_of(client, path) == few
