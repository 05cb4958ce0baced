"""The terms of use change: everybody with an account is asked, and reads them before she answers."""

import re

import pytest
from django.test import Client

from portal.accounts.models import TermsAcceptance, User
from portal.pages.models import LegalPage
from tests.accounts.factories import UserFactory
from tests.pages.factories import make

pytestmark = pytest.mark.django_db

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def terms() -> LegalPage:
    """Terms in English and Bulgarian, with a privacy page in English and German; each has a name of its own."""
    terms = make(LegalPage, "en", "terms", subject="terms", version="2026-11", introduction="What we promise")
    make(LegalPage, "bg", "условия", subject="terms", version="2026-11", key=terms.translation_key)
    privacy = make(LegalPage, "en", "privacy", subject="privacy")
    make(LegalPage, "de", "datenschutz", subject="privacy", key=privacy.translation_key)
    return terms


@pytest.fixture
def person(client: Client) -> User:
    """Somebody who accepted an earlier version."""
    user: User = UserFactory.create(accepted_terms="2025-01")
    client.force_login(user)
    return user


def test_a_new_version_is_published_asked_for_read_and_accepted(client: Client, terms: LegalPage, person: User) -> None:
    person.accepted_terms = "2026-11"
    person.save()
    assert client.get("/en/members/", headers=BROWSER).status_code == 200
    terms.version = "2026-12"
    terms.save_revision().publish()

    asked = client.get("/en/members/", headers=BROWSER, follow=True)
    assert asked.redirect_chain == [("/en/account/terms/?next=%2Fen%2Fmembers%2F", 302)]
    [link] = re.findall(r'<a href="([^"]+)">Read the terms of use</a>', asked.content.decode())
    read = client.get(link, headers=BROWSER)
    assert read.status_code == 200
    assert "What we promise" in read.content.decode()

    accepted = client.post("/en/account/terms/", {"version": "2026-12", "next": "/en/members/"})
    assert accepted["Location"] == "/en/members/"
    assert client.get("/en/members/", headers=BROWSER).status_code == 200
    assert TermsAcceptance.objects.get(user=person).version == "2026-12"


@pytest.mark.parametrize(
    "path",
    ["/en/terms/", "/bg/условия/", "/fr/terms/", "/en/privacy/", "/de/datenschutz/", "/bg/privacy/"],
)
@pytest.mark.usefixtures("terms", "person")
def test_whoever_is_asked_reads_the_legal_pages_in_each_language(client: Client, path: str) -> None:
    assert client.get(path, headers=BROWSER).status_code == 200
    assert "/account/terms/" in client.get("/en/members/", headers=BROWSER)["Location"]


def test_readers_of_a_language_are_asked_once_its_edition_carries_the_version(
    client: Client, terms: LegalPage, person: User
) -> None:
    person.accepted_terms = "2026-11"
    person.save()
    terms.version = "2026-12"
    terms.save_revision().publish()

    assert client.get("/bg/members/", headers=BROWSER).status_code == 200
    assert "/en/account/terms/" in client.get("/en/members/", headers=BROWSER)["Location"]

    bulgarian = LegalPage.objects.get(subject="terms", locale__language_code="bg")
    bulgarian.version = "2026-12"
    bulgarian.save_revision().publish()

    assert "/bg/account/terms/" in client.get("/bg/members/", headers=BROWSER)["Location"]


def test_whoever_accepted_the_newest_version_is_not_asked_for_the_one_that_a_translation_still_has(
    client: Client, terms: LegalPage, person: User
) -> None:
    terms.version = "2026-12"
    terms.save_revision().publish()
    person.accepted_terms = "2026-12"
    person.save()

    assert client.get("/bg/members/", headers=BROWSER).status_code == 200
