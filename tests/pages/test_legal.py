"""What the law asks for: the imprint, the terms, and the way to them from every page."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from portal.pages.checks import imprint_is_filled_in
from portal.pages.imprint import imprint_text
from portal.pages.models import ContactPage, ImprintSettings, LegalPage
from portal.pages.terms import current_terms
from tests.pages.factories import make, make_imprint
from tests.pages.visits import queries, read

pytestmark = pytest.mark.django_db


def foot(page: str) -> list[str]:
    """The pages at the foot; the feeds stand behind them."""
    [links] = re.findall(r'<nav aria-label="About this portal">(.*?)</nav>', page)
    return [link for link in re.findall(r'href="([^"]+)"', links) if not link.endswith("feed.atom")]


def test_every_page_leads_to_what_the_law_asks_for(client: Client) -> None:
    assert foot(read(client, "/en/members/")) == []
    make(ContactPage, "en", "contact")
    for subject in ("privacy", "imprint", "accessibility", "terms"):
        make(LegalPage, "en", subject, subject=subject, version="1")

    for path in ("/en/members/", "/en/imprint/", "/en/account/sign-in/"):
        assert foot(read(client, path)) == [
            "/en/imprint/",
            "/en/terms/",
            "/en/privacy/",
            "/en/accessibility/",
            "/en/contact/",
        ]


def test_a_legal_page_that_a_language_lacks_is_offered_in_english(client: Client) -> None:
    imprint = make(LegalPage, "en", "imprint")
    make(LegalPage, "de", "impressum", key=imprint.translation_key)
    make(LegalPage, "en", "privacy", subject="privacy")
    make(LegalPage, "en", "terms", subject="terms", version="1", live=False)

    page = read(client, "/de/members/")

    assert 'href="/de/impressum/"' in page
    assert 'href="/de/privacy/" lang="en"' in page
    assert "/imprint/" not in page
    assert "/terms/" not in page


def test_the_links_at_the_foot_cost_no_query(client: Client) -> None:
    without = queries(client, "/en/")
    make(ContactPage, "en", "contact")
    for language in ("en", "de", "bg"):
        make(LegalPage, language, "imprint")

    assert queries(client, "/en/") == without


def test_there_is_one_page_on_a_subject_in_a_language() -> None:
    make(LegalPage, "en", "imprint")
    make(LegalPage, "de", "impressum")

    with pytest.raises(ValidationError, match="already a published page"):
        make(LegalPage, "en", "another")


@pytest.mark.parametrize("version", ["", "  "])
def test_terms_have_a_version(version: str) -> None:
    with pytest.raises(ValidationError, match="version"):
        make(LegalPage, "en", "terms", subject="terms", version=version)


def test_terms_say_their_version_and_accounts_are_told_it(client: Client) -> None:
    terms = make(LegalPage, "en", "terms", subject="terms", version="2026-11")
    make(LegalPage, "de", "agb", subject="terms", version="2026-05", key=terms.translation_key)

    assert "Version 2026-11" in read(client, "/en/terms/")
    german, french = current_terms("de"), current_terms("fr")
    assert german
    assert (german.version, german.url, german.newest) == ("2026-05", "/de/agb/", "2026-11")
    assert french
    assert (french.version, french.url) == ("2026-11", "/fr/terms/")


def test_before_terms_are_published_there_are_none() -> None:
    assert current_terms("en") is None


def test_the_imprint_names_who_is_responsible(client: Client) -> None:
    make(LegalPage, "en", "imprint")
    make_imprint(represented_by="Anna Berg", vat_id="ATU00000000", register="Vereinsregister", register_number="123")

    page = read(client, "/en/imprint/")

    for fact in ("Verein Wegweiser", "Beispielgasse 1", "Austria", "office@example.org", "Anna Berg", "ATU00000000"):
        assert fact in page
    assert "Vereinsregister 123" in page


def test_an_empty_imprint_tells_staff_what_to_do_and_visitors_to_wait(client: Client, admin_client: Client) -> None:
    make(LegalPage, "en", "imprint")

    assert "named here soon" in read(client, "/en/imprint/")
    assert "An operator does that" in read(admin_client, "/en/imprint/")
    assert not ImprintSettings.objects.exists()


@pytest.mark.parametrize("missing", ["organisation", "address", "country", "email"])
def test_a_deployment_is_warned_while_the_imprint_lacks_a_fact(missing: str) -> None:
    make_imprint(**{missing: ""})

    assert [warning.id for warning in imprint_is_filled_in()] == ["pages.W001"]


def test_a_deployment_with_an_imprint_is_not_warned() -> None:
    make_imprint()

    assert imprint_is_filled_in() == []


def test_mails_say_who_sends_them() -> None:
    assert imprint_text("de") == ""
    make_imprint()

    lines = ["Verein Wegweiser", "Beispielgasse 1", "1010 Wien", "Österreich", "office@example.org"]
    assert imprint_text("de").splitlines() == lines


def test_an_operator_fills_the_imprint_in(admin_client: Client) -> None:
    site = Site.objects.get()
    path = f"/admin/settings/pages/imprintsettings/{site.pk}/"
    facts = {"organisation": "Verein", "address": "Gasse 1", "country": "AT", "email": "not an address"}

    assert "not an e-mail address" in admin_client.post(path, facts).content.decode()
    admin_client.post(path, {**facts, "email": "office@example.org"})

    assert ImprintSettings.objects.get().is_complete


@pytest.mark.parametrize("subject", ["imprint", "terms", "accessibility"])
def test_a_legal_page_takes_at_most_twelve_queries(client: Client, subject: str) -> None:
    make(LegalPage, "en", "legal", subject=subject, version="1")
    make_imprint()

    assert queries(client, "/en/legal/") <= 12
