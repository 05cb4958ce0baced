"""The pages for signing in and out, in five languages, and what they refuse."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
WORDS = {"en": "Sign in", "fr": "Se connecter", "de": "Anmelden", "bg": "Вход", "es": "Iniciar sesión"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_signs_in_and_out_in_every_language(client: Client, language: str) -> None:
    user = UserFactory.create(language=language)
    page = client.get(f"/{language}/account/sign-in/")
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.content.decode()
    assert WORDS[language] in page.content.decode()

    inside = client.post(f"/{language}/account/sign-in/", {"login": user.email, "password": PASSWORD})
    assert (inside.status_code, inside["Location"]) == (302, f"/{language}/")
    assert client.session["_auth_user_id"] == str(user.pk)

    question = client.get(f"/{language}/account/sign-out/")
    assert question.status_code == 200
    assert "_auth_user_id" in client.session, "a link alone signs nobody out"
    outside = client.post(f"/{language}/account/sign-out/")
    assert (outside.status_code, outside["Location"]) == (302, f"/{language}/")
    assert "_auth_user_id" not in client.session


def test_no_cookie_outlasts_signing_out_or_the_browser(client: Client) -> None:
    client.get("/en/account/sign-in/")
    client.post("/en/account/sign-in/", {"login": UserFactory.create().email, "password": PASSWORD})
    assert {"sessionid", "csrftoken"} <= set(client.cookies)
    assert not any(cookie["max-age"] or cookie["expires"] for cookie in client.cookies.values())

    answer = client.post("/en/account/sign-out/")

    assert {"sessionid", "csrftoken"} == {name for name, cookie in answer.cookies.items() if cookie["max-age"] == 0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_said_in_the_language_of_the_page(client: Client, language: str) -> None:
    page = client.post(f"/{language}/account/sign-in/", {"login": "a@example.org", "password": "wrong"})

    assert page.status_code == 200
    html = page.content.decode()
    assert 'role="alert"' in html
    if language != "en":
        assert "are not correct" not in html


def test_signing_in_leads_to_the_language_of_the_account(client: Client) -> None:
    user = UserFactory.create(language="bg")

    inside = client.post("/fr/account/sign-in/", {"login": user.email, "password": PASSWORD})

    assert inside["Location"] == "/bg/"
    assert client.get("/", headers={"accept-language": "es"})["Location"] == "/bg/"


def test_a_visitor_is_led_to_the_language_of_her_browser(client: Client) -> None:
    assert client.get("/", headers={"accept-language": "es"})["Location"] == "/es/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "https:evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil",
    ],
)
def test_signing_in_leads_to_no_other_site(client: Client, elsewhere: str) -> None:
    user = UserFactory.create()

    response = client.post(
        "/en/account/sign-in/",
        {"login": user.email, "password": PASSWORD, "next": elsewhere},
        query_params={"next": elsewhere},
    )

    assert response["Location"] == "/en/"
    assert client.post("/en/account/sign-out/", {"next": elsewhere})["Location"] == "/en/"


def test_signing_in_leads_to_where_one_was_going(client: Client) -> None:
    user = UserFactory.create()
    page = client.get("/en/account/sign-in/?next=/en/members/")
    assert '<input type="hidden" name="next" value="/en/members/">' in page.content.decode()

    response = client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD, "next": "/en/members/"})

    assert response["Location"] == "/en/members/"


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/login/?next=/admin/pages/", "/admin/"])
def test_the_editors_desk_has_no_sign_in_of_its_own(client: Client, path: str) -> None:
    response = client.get(path, follow=True)

    assert response.redirect_chain[-1][0].startswith("/en/account/sign-in/")
    assert ("next=" in response.redirect_chain[-1][0]) == (path != "/admin/login/")


def test_the_editors_desk_takes_no_password(client: Client) -> None:
    user = UserFactory.create(is_staff=True, is_superuser=True)

    client.post("/admin/login/", {"username": user.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_an_account_without_rights_does_not_reach_the_editors_desk(client: Client) -> None:
    client.force_login(UserFactory.create())

    assert client.get("/admin/").status_code == 403
    # Wagtail's sign-in page would lead to ours, and ours back.
    assert client.get("/admin/login/?next=/admin/").status_code == 403


def test_demo_accounts_sign_in_while_the_demo_is_on(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    user = UserFactory.create(is_demo=True)

    client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})

    assert "_auth_user_id" in client.session


def test_demo_accounts_are_refused_while_the_demo_is_off(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    user = UserFactory.create(is_demo=True)

    response = client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})

    assert response["Location"] == "/en/account/inactive/"
    assert "_auth_user_id" not in client.session
    assert not client.get("/en/").wsgi_request.user.is_authenticated


def test_turning_the_demo_off_ends_open_sessions_of_its_accounts(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    client.force_login(UserFactory.create(is_demo=True))
    assert client.get("/en/").wsgi_request.user.is_authenticated

    settings.DEMO = False

    assert not client.get("/en/").wsgi_request.user.is_authenticated


def test_turning_the_demo_off_leaves_other_sessions_open(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    client.force_login(UserFactory.create())

    assert client.get("/en/").wsgi_request.user.is_authenticated


def test_pages_of_a_session_are_kept_by_nobody(client: Client) -> None:
    client.force_login(UserFactory.create())

    for path in ("/en/", "/en/members/", "/en/networks/"):
        assert {"private", "no-store"} <= set(client.get(path)["Cache-Control"].split(", "))


def test_a_sign_in_from_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post("/en/account/sign-in/", {"login": "a@example.org", "password": "x"}).status_code == 403
