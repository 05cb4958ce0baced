"""Consents: proof that nobody can change, withdrawn as easily as given."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from portal.accounts.consents import give_consent, has_consent, withdraw_consent
from portal.accounts.models import Consent, TermsAcceptance
from portal.accounts.terms import Terms, accept_terms
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

WORDS = "Ja, schreiben Sie mir Briefe."


def test_consent_is_kept_in_the_very_words(demo_consent: str) -> None:
    user = UserFactory.create()

    with override("de"):
        consent = give_consent(user, demo_consent, wording=WORDS, where="/de/letters/")

    assert (consent.wording, consent.language, consent.where, consent.given) == (WORDS, "de", "/de/letters/", True)
    assert has_consent(user, demo_consent)


def test_the_last_word_counts(demo_consent: str) -> None:
    user, other = UserFactory.create(), UserFactory.create()
    give_consent(user, demo_consent, wording=WORDS, where="/")
    give_consent(other, demo_consent, wording=WORDS, where="/")

    withdrawn = withdraw_consent(user, demo_consent, where="/")

    assert not has_consent(user, demo_consent)
    assert has_consent(other, demo_consent)
    assert list(user.consents.current()) == [withdrawn]
    assert user.consents.count() == 2
    give_consent(user, demo_consent, wording=WORDS, where="/")
    assert has_consent(user, demo_consent)


def test_withdrawing_twice_records_it_once(demo_consent: str) -> None:
    user = UserFactory.create()
    assert withdraw_consent(user, demo_consent, where="/") is None
    give_consent(user, demo_consent, wording=WORDS, where="/")

    withdraw_consent(user, demo_consent, where="/")

    assert withdraw_consent(user, demo_consent, where="/") is None


@pytest.mark.parametrize("purpose", ["account", "no-such-purpose", ""])
def test_one_consents_only_to_what_rests_on_consent(purpose: str) -> None:
    with pytest.raises(ValueError, match="purpose"):
        give_consent(UserFactory.create(), purpose, wording=WORDS, where="/")


def test_a_consent_without_words_is_none(demo_consent: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        give_consent(UserFactory.create(), demo_consent, wording="", where="/")


def test_the_database_changes_no_proof(demo_consent: str) -> None:
    user = UserFactory.create()
    give_consent(user, demo_consent, wording=WORDS, where="/")
    accept_terms(user, Terms("1", "/terms/"))

    for rows, change in (
        (Consent.objects.all(), {"given": False}),
        (Consent.objects.all(), {"wording": "Something else"}),
        (TermsAcceptance.objects.all(), {"version": "2"}),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            rows.update(**change)
    assert Consent.objects.get().wording == WORDS


def test_proof_goes_with_the_account(demo_consent: str) -> None:
    user = UserFactory.create()
    give_consent(user, demo_consent, wording=WORDS, where="/")
    accept_terms(user, Terms("1", "/terms/"))

    user.delete()

    assert not Consent.objects.exists()
    assert not TermsAcceptance.objects.exists()


def test_her_page_lists_them_and_takes_one_back(client: Client, demo_consent: str) -> None:
    user = UserFactory.create()
    with override("de"):
        give_consent(user, demo_consent, wording=WORDS, where="/de/letters/")
    client.force_login(user)
    page = client.get("/en/account/consents/").content.decode()
    assert '<blockquote lang="de">' in page
    assert WORDS in page
    assert "Letters" in page

    response = client.post("/en/account/consents/withdraw/", {"purpose": demo_consent}, follow=True)

    assert "You have withdrawn" in response.content.decode()
    assert "You withdrew this on" in response.content.decode()
    assert 'action="/en/account/consents/withdraw/"' not in response.content.decode()
    assert not has_consent(user, demo_consent)


@pytest.mark.parametrize("purpose", ["", "account", "x" * 1000, "\x00"])
def test_withdrawing_what_was_never_given_changes_nothing(client: Client, purpose: str) -> None:
    client.force_login(UserFactory.create())

    response = client.post("/en/account/consents/withdraw/", {"purpose": purpose})

    assert response.status_code == 302
    assert not Consent.objects.exists()


def test_a_link_withdraws_nothing(client: Client, demo_consent: str) -> None:
    user = UserFactory.create()
    give_consent(user, demo_consent, wording=WORDS, where="/")
    client.force_login(user)

    assert client.get("/en/account/consents/withdraw/", {"purpose": demo_consent}).status_code == 405
    assert has_consent(user, demo_consent)
