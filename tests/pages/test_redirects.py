"""Addresses that a page had before."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects.models import Redirect

from portal.pages.models import StandardPage
from tests.pages.factories import make, make_page

pytestmark = pytest.mark.django_db

Rename = Callable[[StandardPage, str], None]


@pytest.fixture
def rename(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Rename:
    """Gives a page another slug, as a request of its own."""

    def rename(page: StandardPage, slug: str) -> None:
        page.refresh_from_db()
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


def visit(client: Client, path: str) -> list[str]:
    """The addresses a browser goes through, the answer's status last."""
    response = client.get(path, follow=True)
    return [*(url for url, _status in response.redirect_chain), str(response.status_code)]


def test_former_addresses_lead_to_the_page_in_every_language(client: Client, rename: Rename) -> None:
    key = uuid4()
    page, bulgarian = make_page("en", "about", key), make_page("bg", "za-nas", key)
    child = make(StandardPage, "en", "team", below=page)
    rename(page, "who-we-are")
    rename(bulgarian, "koi-sme")

    assert visit(client, "/en/about/") == ["/en/who-we-are/", "200"]
    assert visit(client, "/bg/za-nas/") == ["/bg/koi-sme/", "200"]
    assert visit(client, "/fr/about/") == ["/fr/who-we-are/", "200"]
    assert visit(client, "/bg/about/") == ["/bg/koi-sme/", "200"]
    assert visit(client, "/en/about/team/") == ["/en/who-we-are/team/", "200"]
    assert visit(client, "/de/about/team/") == ["/de/who-we-are/team/", "200"]
    assert Client().get("/en/about/").status_code == 301
    child.refresh_from_db()
    child.move(make_page("en", "elsewhere"), "last-child")
    assert visit(client, "/en/who-we-are/team/") == ["/en/elsewhere/team/", "200"]
    assert visit(client, "/es/who-we-are/team/") == ["/es/elsewhere/team/", "200"]


def test_names_that_go_back_and_forth_make_no_circle(client: Client, rename: Rename) -> None:
    page = make_page("en", "first")
    for slug in ("second", "third", "first", "second"):
        rename(page, slug)

    for path in ("/en/first/", "/en/third/", "/fr/first/", "/fr/third/"):
        assert visit(client, path) == [f"{path[:4]}second/", "200"]


def test_two_pages_that_exchanged_names_and_were_withdrawn_are_not_found(client: Client, rename: Rename) -> None:
    one, other = make_page("en", "one"), make_page("en", "other")
    rename(one, "between")
    rename(other, "one")
    rename(one, "other")
    for page in (one, other):
        page.refresh_from_db()
        page.unpublish()

    for path in ("/en/one/", "/en/other/", "/en/between/", "/bg/one/"):
        assert visit(client, path)[-1] == "404", path


def test_an_address_that_editors_give_leads_where_they_say(client: Client) -> None:
    page = make_page("en", "training")
    Redirect.add_redirect("/course", page, is_permanent=False)

    assert visit(client, "/course?from=leaflet")[-2:] == ["/en/training/", "200"]
    page.unpublish()
    assert visit(client, "/course")[-1] == "404"
