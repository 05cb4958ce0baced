"""Links to pages, in running text and on buttons, lead readers to them in their own language."""

import re
from unittest.mock import patch

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.rich_text import expand_db_html

from portal.pages.addresses import address_in, address_of, addresses_of
from portal.pages.models import StandardPage
from tests.pages.factories import home, make_page
from tests.pages.visits import read

pytestmark = pytest.mark.django_db


def linked(page: Page) -> str:
    return f'<p><a linktype="page" id="{page.pk}">The way</a></p>'


def hrefs(page: str) -> list[str]:
    return re.findall(r'<a (?:class="button" )?href="([^"]*)">(?:The way|Go)</a>', page)


def both_kinds_of_link(page: Page) -> list[tuple[str, object]]:
    button = {"text": "a", "label": "Go", "link": {"page": page, "address": "", "document": None}}
    return [("text", linked(page)), ("call_to_action", button)]


@pytest.fixture
def target() -> StandardPage:
    """A page in English and French."""
    page = make_page("en", "target")
    make_page("fr", "cible", page.translation_key)
    return page


@pytest.mark.parametrize(
    ("language", "address"), [("en", "/en/target/"), ("fr", "/fr/cible/"), ("bg", "/bg/target/"), ("de", "/de/target/")]
)
def test_links_in_text_and_on_buttons_keep_to_the_readers_language(
    client: Client, target: StandardPage, language: str, address: str
) -> None:
    make_page(language, "start", body=both_kinds_of_link(target))

    assert hrefs(read(client, f"/{language}/start/")) == [address, address]
    assert client.get(address).status_code == 200


def test_a_page_read_in_another_language_links_into_the_readers(client: Client, target: StandardPage) -> None:
    make_page("en", "start", body=both_kinds_of_link(target))

    assert hrefs(read(client, "/fr/start/")) == ["/fr/cible/", "/fr/cible/"]


def test_links_to_a_withdrawn_edition_lead_to_another_and_nowhere_once_there_is_none(
    client: Client, target: StandardPage
) -> None:
    make_page("en", "start", body=both_kinds_of_link(target))
    target.unpublish()
    assert hrefs(read(client, "/en/start/")) == ["/en/cible/", "/en/cible/"]

    StandardPage.objects.get(slug="cible").unpublish()
    page = read(client, "/en/start/")
    assert hrefs(page) == []
    assert "<a>The way</a>" in page

    Page.objects.filter(translation_key=target.translation_key).delete()
    assert "<a>The way</a>" in read(client, "/en/start/")


def test_links_to_a_restricted_page_stay_for_those_who_may_read_it(client: Client, target: StandardPage) -> None:
    make_page("en", "start", body=both_kinds_of_link(target))
    PageViewRestriction.objects.create(page=target, restriction_type="login")

    assert hrefs(read(client, "/en/start/")) == ["/en/target/", "/en/target/"]
    assert client.get("/en/target/").status_code == 302


def test_all_links_of_a_text_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    text = "".join(linked(make_page("en", f"page-{number}")) for number in range(8))

    with django_assert_num_queries(1):
        expanded = expand_db_html(text)

    assert hrefs(expanded) == [f"/en/page-{number}/" for number in range(8)]


@pytest.mark.parametrize("given", ["", 'id="unknown"', 'id="9999999"', 'id="-1"'])
def test_a_link_to_nothing_leads_nowhere(given: str) -> None:
    assert expand_db_html(f'<a linktype="page" {given}>The way</a>') == "<a>The way</a>"


def test_an_address_asks_neither_the_database_nor_the_cache(
    target: StandardPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with patch.object(Site, "get_site_root_paths", side_effect=AssertionError), django_assert_num_queries(0):
        assert address_in(target, "bg") == "/bg/target/"


def test_addresses_are_those_that_wagtail_serves(target: StandardPage) -> None:
    below = target.add_child(instance=StandardPage(title="Below", slug="под-нея"))

    for page in (home("en"), home("bg"), target, below):
        assert address_in(page, page.locale.language_code) == page.get_url()
    assert address_in(Page.get_first_root_node(), "en") == ""
    assert address_in(StandardPage(title="New"), "en") == ""
    assert address_of(below, "fr") == addresses_of([below.pk], "fr")[below.pk]
