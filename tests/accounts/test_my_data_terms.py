"""The terms of use: accepted by version, asked for again when they change."""

import pytest
from allauth.account.forms import SignupForm
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from portal.accounts import terms
from portal.accounts.models import TermsAcceptance, User
from portal.accounts.terms import Terms, accept_terms, register_current
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

BROWSER = {"Accept": "text/html,application/xhtml+xml"}
VERSION = "2026-11"


@pytest.fixture(autouse=True)
def no_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "_current", [])


@pytest.fixture
def in_force() -> None:
    register_current(lambda language: Terms(VERSION, f"/{language}/networks/"))


@pytest.fixture
def person(client: Client) -> User:
    user: User = UserFactory.create()
    client.force_login(user)
    return user


def asked(client: Client, path: str = "/en/members/", **headers: str) -> bool:
    response = client.get(path, headers=BROWSER | headers)
    return response.status_code == 302 and response["Location"].startswith("/en/account/terms/")


def test_without_terms_nobody_is_asked(client: Client, person: User) -> None:
    assert not asked(client)
    assert "terms" not in SignupForm().fields
    assert client.get("/en/account/terms/")["Location"] == "/en/"


@pytest.mark.usefixtures("in_force")
def test_somebody_who_has_not_accepted_is_asked_and_goes_on_where_she_was(client: Client, person: User) -> None:
    response = client.get("/en/members/?works_in=AT", headers=BROWSER)
    assert response["Location"] == "/en/account/terms/?next=%2Fen%2Fmembers%2F%3Fworks_in%3DAT"
    page = client.get(response["Location"]).content.decode()
    assert 'href="/en/networks/"' in page
    assert "Sign out and decide later" in page

    goes_on = client.post("/en/account/terms/", {"version": VERSION, "next": "/en/members/?works_in=AT"})

    assert goes_on["Location"] == "/en/members/?works_in=AT"
    assert not asked(client)
    assert TermsAcceptance.objects.get(user=person).version == VERSION


@pytest.mark.usefixtures("in_force")
def test_a_new_version_is_asked_for_once_and_the_old_one_stays_on_record(client: Client, person: User) -> None:
    accept_terms(person, Terms(VERSION, "/"))
    assert not asked(client)

    register_current(lambda language: Terms("2027-01", "/en/networks/"))

    assert asked(client)
    client.post("/en/account/terms/", {"version": "2027-01"})
    assert not asked(client)
    assert set(person.terms_acceptances.values_list("version", flat=True)) == {VERSION, "2027-01"}


@pytest.mark.usefixtures("in_force")
@pytest.mark.parametrize("version", ["", "2020-01", "x" * 500])
def test_only_the_version_that_was_shown_is_accepted(client: Client, person: User, version: str) -> None:
    response = client.post("/en/account/terms/", {"version": version})

    assert response.status_code == 200
    assert not TermsAcceptance.objects.exists()


@pytest.mark.usefixtures("in_force")
@pytest.mark.parametrize(
    "path",
    [
        "/en/account/terms/",
        "/en/account/data/",
        "/en/account/data/copy/",
        "/en/account/data/delete/",
        "/en/account/consents/",
        "/en/account/sign-out/",
        "/en/account/again/password/",
        "/en/networks/",
    ],
)
def test_whoever_declines_reads_the_terms_takes_her_data_and_goes(client: Client, person: User, path: str) -> None:
    assert not client.get(path, headers=BROWSER).headers.get("Location", "").startswith("/en/account/terms/")


@pytest.mark.usefixtures("in_force")
@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "application/json"},
        {"Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Dest": "empty"},
        {"HX-Request": "true"},
        {"X-Requested-With": "XMLHttpRequest"},
    ],
)
def test_only_whole_pages_ask(client: Client, person: User, headers: dict[str, str]) -> None:
    assert not asked(client, **headers)


@pytest.mark.usefixtures("in_force")
def test_no_form_is_lost(client: Client, person: User) -> None:
    assert client.post("/en/account/sign-out/", headers=BROWSER)["Location"] == "/en/"


@pytest.mark.usefixtures("in_force")
def test_visitors_are_not_asked(client: Client) -> None:
    assert not asked(client)


@pytest.mark.usefixtures("in_force")
def test_asking_costs_no_query(client: Client, person: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):  # the session and the account, as without terms
        assert asked(client)


@pytest.mark.usefixtures("in_force")
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_accepting_leads_to_no_other_site(client: Client, person: User, elsewhere: str) -> None:
    assert client.post("/en/account/terms/", {"version": VERSION, "next": elsewhere})["Location"] == "/en/"


def sign_up(data: dict[str, str]) -> SignupForm:
    return SignupForm({"email": "new@example.org", "password1": "a good long sentence", **data})


@pytest.mark.usefixtures("in_force")
def test_signing_up_takes_accepting_them() -> None:
    form = sign_up({})

    assert not form.is_valid()
    assert "tick the box" in form.errors["terms"][0]
    assert '<a href="/en/networks/"' in str(form["terms"].label)


@pytest.mark.usefixtures("in_force")
def test_who_signs_up_has_accepted_and_is_not_asked_again(client: Client) -> None:
    form = sign_up({"terms": "on"})
    assert form.is_valid(), form.errors
    user = UserFactory.create(email="new@example.org")

    form.custom_signup(RequestFactory().post("/"), user)

    user.refresh_from_db()
    assert user.accepted_terms == VERSION
    client.force_login(user)
    assert not asked(client)


def test_accepting_twice_changes_nothing() -> None:
    user = UserFactory.create()

    first, second = accept_terms(user, Terms("1", "/")), accept_terms(user, Terms("1", "/"))

    assert first == second
