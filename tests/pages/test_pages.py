"""Home pages, the languages of a page, what goes wrong, and what every page says to a browser."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import Site

from portal.pages.models import HomePage
from search.projector import project_pending
from tests.network.factories import MemberFactory
from tests.pages.factories import make_article, make_event, make_events, make_news, make_page

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
NOT_HERE = {
    "en": "This page is not here",
    "fr": "introuvable",
    "de": "Diese Seite",
    "bg": "такава страница",
    "es": "no está",
}


def html(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def alternates(page: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)"', page))


def canonicals(page: str) -> list[str]:
    return re.findall(r'<link rel="canonical" href="([^"]+)"', page)


def switcher(page: str) -> dict[str, str]:
    links = re.findall(r'<a href="([^"]*)"\s+lang="(\w+)"\s+hreflang="\w+"', page)
    return {language: url.replace("&amp;", "&") for url, language in links}


def test_there_is_a_home_page_in_each_language_and_all_are_translations_of_one() -> None:
    homes = list(HomePage.objects.select_related("locale"))

    assert {home.locale.language_code for home in homes} == set(LANGUAGES)
    assert len({home.translation_key for home in homes}) == 1
    assert Site.objects.get().root_page.specific in homes
    assert all(home.live and home.headline and home.lead and home.search_description for home in homes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_home_page_is_shown_in_its_language(client: Client, language: str) -> None:
    page = html(client, f"/{language}/")

    home = HomePage.objects.get(locale__language_code=language)
    assert f'<html lang="{language}">' in page
    assert home.headline in page
    assert f'content="{home.search_description}"' in page


@pytest.mark.parametrize(("accepted", "language"), [("bg", "bg"), ("de-AT,de;q=0.9", "de"), ("pt", "en"), ("", "en")])
def test_the_bare_address_leads_to_the_language_of_the_browser(client: Client, accepted: str, language: str) -> None:
    response = client.get("/", headers={"Accept-Language": accepted})

    assert (response.status_code, response["Location"]) == (302, f"/{language}/")


@pytest.mark.parametrize("path", ["", "members/", "networks/", "about/"])
@pytest.mark.parametrize("language", ["en", "bg"])
def test_search_engines_are_told_the_languages_of_a_page(client: Client, path: str, language: str) -> None:
    key = uuid4()
    for code in LANGUAGES:
        make_page(code, "about", key)

    page = html(client, f"/{language}/{path}")

    site = settings.SITE_URL
    assert alternates(page) == {code: f"{site}/{code}/{path}" for code in LANGUAGES}
    assert canonicals(page) == [f"{site}/{language}/{path}"]


def test_searches_and_profiles_are_kept_out_of_search_engines(client: Client) -> None:
    member = MemberFactory.create(countries=["AT"], in_search_engines=False)
    project_pending()

    for path in ("/en/members/?works_in=AT", member.get_absolute_url(), "/en/account/sign-in/"):
        page = html(client, path)
        assert re.search(r'<meta name="robots"\s+content="noindex', page), path
        assert not canonicals(page)


def test_a_profile_whose_owner_agreed_is_for_search_engines(client: Client) -> None:
    member = MemberFactory.create(countries=["AT"], in_search_engines=True)

    page = html(client, member.get_absolute_url())

    assert "noindex" not in page
    assert canonicals(page) == [f"{settings.SITE_URL}{member.get_absolute_url()}"]


def test_the_switcher_stays_on_the_page(client: Client) -> None:
    member = MemberFactory.create(countries=["AT"], name="Anna")
    project_pending()

    for path in ("members/", "networks/", f"members/{member.pk}/anna/", "account/sign-in/"):
        assert switcher(html(client, f"/en/{path}")) == {code: f"/{code}/{path}" for code in LANGUAGES}


def test_the_switcher_keeps_the_search(client: Client) -> None:
    query = "?q=%D0%B8%D0%B2%D0%B0%D0%BD&works_in=AT&works_in=FR"

    links = switcher(html(client, f"/en/members/{query}"))

    assert links == {code: f"/{code}/members/{query}" for code in LANGUAGES}
    for link in links.values():
        assert client.get(link).status_code == 200


def test_the_switcher_leads_to_the_page_even_where_it_lacks_the_language(client: Client) -> None:
    key = uuid4()
    make_page("en", "project", key)
    make_page("bg", "proekt", key)
    make_page("de", "projekt", key, live=False)

    page = html(client, "/en/project/")

    assert switcher(page) == {
        "en": "/en/project/",
        "bg": "/bg/proekt/",
        "de": "/de/project/",
        "fr": "/fr/project/",
        "es": "/es/project/",
    }
    assert set(alternates(page)) == {"en", "bg"}


def test_the_languages_of_a_page_cost_one_query_whatever_their_number(client: Client) -> None:
    key = uuid4()
    make_page("en", "first", key)
    counted = []
    for code in LANGUAGES[1:]:
        client.get("/en/first/")
        counted.append(queries(client, "/en/first/"))
        make_page(code, "first", key)

    assert len(set(counted)) == 1


def queries(client: Client, path: str) -> int:
    seen: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        client.get(path)
    return len(seen)


def test_a_page_shows_its_text_and_stands_in_the_menu_of_its_language(client: Client) -> None:
    make_page(
        "fr",
        "projet",
        title="Le projet",
        introduction="Voici",
        body=[("text", "<h2>Titre</h2><p>Texte</p>")],
        show_in_menus=True,
    )

    page = html(client, "/fr/projet/")
    assert "<h2>Titre</h2><p>Texte</p>" in page
    assert "Voici" in page
    assert '<a href="/fr/projet/">Le projet</a>' in html(client, "/fr/members/")
    assert re.search(r'<a href="/de/projet/"\s+lang="fr">Le projet</a>', html(client, "/de/members/"))


def test_the_home_page_takes_at_most_seventeen_queries(client: Client) -> None:
    for _person in range(12):
        MemberFactory.create(
            countries=["AT", "FR"], languages={"tr": "B2"}, expertises=["housing"], networks=["EU", "AT"]
        )
    make_article(make_news("en"), "workshop", title="Workshop")
    make_event(make_events("en"), "seminar", title="Seminar")
    project_pending()
    make_page("en", "about", show_in_menus=True)

    # Four fewer where an engine answers, and not the catalogue's tables.
    assert queries(client, "/en/") <= 17
    assert "Workshop" in html(client, "/en/")
    assert "Seminar" in html(client, "/en/")


@pytest.mark.parametrize("path", ["/en/", "/en/members/", "/en/account/sign-in/", "/en/about/", "/en/not-there/"])
def test_a_title_names_the_portal_once_and_last(client: Client, path: str) -> None:
    make_page("en", "about", title="About")

    title = re.findall("<title>(.*)</title>", client.get(path).content.decode())

    assert re.fullmatch(r"[^·]+ · Migrapass", *title)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["nothing/", "members/1/x/", "nothing/at/all/", "members/x/"])
def test_what_is_not_there_is_said_in_the_language_of_the_address(client: Client, language: str, path: str) -> None:
    response = client.get(f"/{language}/{path}")

    page = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{language}">' in page
    assert NOT_HERE[language] in re.findall(r"<h1>(.*?)</h1>", page)[0]
    assert f'href="/{language}/members/"' in page


@pytest.mark.parametrize("path", ["/nothing", "/nothing/", "/xx/members/", "/favicon.ico"])
def test_an_address_without_a_language_that_leads_nowhere_is_not_found(client: Client, path: str) -> None:
    response = client.get(path, follow=True)

    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_told_in_each_language_even_without_a_database(client: Client, language: str) -> None:
    client.raise_request_exception = False

    def gone(*_: object) -> None:
        raise OperationalError("the database is gone")

    with connection.execute_wrapper(gone):
        response = client.get(f"/{language}/members/")

    page = response.content.decode()
    assert response.status_code == 500
    assert f'<html lang="{language}">' in page
    assert "database" not in page.split("</head>")[1].lower()
    assert f'href="/{language}/members/"' in page
    if language != "en":
        assert "Something went wrong" not in page


def test_a_request_that_makes_no_sense_is_told_so(client: Client) -> None:
    response = client.get("/de/members/?" + "&".join(f"a{number}=1" for number in range(2000)))

    assert response.status_code == 400
    assert "<h1>" in response.content.decode()


TEN_PAGES = [
    "/en/",
    "/bg/",
    "/fr/members/",
    "/de/members/?works_in=AT",
    "/es/members/?view=map",
    "/bg/members/?q=anna",
    "/en/networks/",
    "/en/about/",
    "/en/nothing/",
    "/en/members/{pk}/anna/",
    "/en/members/?q=&works_in=",
    "/",
]


@pytest.mark.parametrize("path", TEN_PAGES)
def test_a_visitor_is_given_no_cookie_and_a_strict_policy(client: Client, path: str) -> None:
    member = MemberFactory.create(name="Anna")
    project_pending()
    make_page("en", "about")

    response = client.get(path.format(pk=member.pk))

    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "default-src 'none'" in policy
    assert response.status_code == 302 or response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", TEN_PAGES)
def test_a_page_needs_nothing_that_the_policy_forbids(client: Client, path: str) -> None:
    member = MemberFactory.create(name="Anna", countries=["AT"])
    project_pending()
    make_page("en", "about")

    page = client.get(path.format(pk=member.pk), follow=True).content.decode()

    assert not re.search(r"\sstyle=", page)
    assert not re.search(r"\son\w+=", page)
    assert "<style" not in page
    # Blocks of data are no scripts.
    assert not re.search(r'<script(?![^>]*\ssrc=|\stype="application/ld\+json")', page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!localhost)', page)


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/"])
def test_editors_have_a_desk(admin_client: Client, path: str) -> None:
    assert admin_client.get(path).status_code == 200


def test_the_checks_of_the_application_pass() -> None:
    call_command("check")
