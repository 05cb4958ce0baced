"""Mails about accounts: each of allauth's is one of ours, in the language of whoever reads it."""

import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from portal.accounts.mails import KIND_OF, KINDS, NEVER_SENT
from portal.accounts.models import MailSwitch, User
from portal.mail.kinds import Kind
from portal.mail.preferences import is_refused
from portal.mail.recipients import Recipient
from portal.mail.sending import send
from tests.accounts.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

HOSTILE = {"old_address": "o'old@example.org", "new_address": "n&w@example.org"}


def test_every_mail_of_allauth_is_one_of_ours_or_never_sent() -> None:
    package = Path(allauth.__file__).parent
    sources = [*(package / "account").rglob("*.py"), *(package / "mfa").rglob("*.py")]
    prefixes = {
        found for source in sources for found in re.findall(r'"((?:account|mfa)/email/\w+)"', source.read_text())
    }

    assert len(prefixes) > 12
    assert prefixes == KIND_OF.keys() | NEVER_SENT


def test_every_kind_is_sent_by_somebody() -> None:
    ours = {
        "accounts.confirm_address",
        "accounts.invited",
        "accounts.address_reserved",
        "accounts.address_changed",
        "accounts.address_restored",
        "accounts.second_factor_reset",
    }
    assert {kind.name for kind in KINDS} == set(KIND_OF.values()) | ours


def test_names_and_addresses_are_escaped_in_html_and_as_they_are_in_text() -> None:
    """What all mails have in common is in tests/mail/test_kinds.py."""
    for kind in KINDS:
        send(kind.name, Recipient("a@example.org", "en", "Ana <b>"), {**kind.sample(), **HOSTILE})

        message = mail.outbox[-1]
        assert isinstance(message, EmailMultiAlternatives)
        html = str(message.alternatives[0][0])
        assert "Ana <b>" in message.body
        assert "Ana &lt;b&gt;" in html
        assert "Ana <b>" not in html
        assert ("n&w@" in message.body) == ("n&amp;w@" in html)
        assert not re.search(r"&(amp|#x27);", str(message.body))


def test_a_mail_is_in_the_language_of_the_account_and_so_are_its_links(client: Client) -> None:
    UserFactory.create(email="a@example.org", language="bg", first_name="Ana")

    client.post("/es/account/password/reset/", {"email": "a@example.org"})

    assert "/bg/account/password/reset/" in mail.outbox[0].body
    assert "Ana" in mail.outbox[0].body


def test_links_lead_to_the_site_whatever_host_a_request_names(client: Client) -> None:
    UserFactory.create(email="a@example.org")

    client.post("/en/account/password/reset/", {"email": "a@example.org"}, headers={"host": "127.0.0.1"})

    assert f"{settings.SITE_URL}/en/account/password/reset/" in mail.outbox[0].body


def test_a_kind_that_is_switched_off_is_refused_and_an_essential_one_is_not() -> None:
    user: User = UserFactory.create()
    news = Kind("accounts.test", "News", "What is new")
    reader = Recipient(user.email, "en", account=user.pk)
    assert not is_refused(reader, news)

    MailSwitch.objects.create(user=user, kind=news.name, off=True)

    assert is_refused(reader, news)
    assert not is_refused(reader, Kind("accounts.test", "News", "What is new", essential=True))
    assert not is_refused(Recipient("other@example.org", "en"), news)
