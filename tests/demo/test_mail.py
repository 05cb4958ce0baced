"""The page of a demonstration that shows its mails, to whom they were written only."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from portal.accounts.models import User
from portal.mail import files, seen
from tests.accounts.factories import UserFactory
from tests.pages.factories import make_imprint

pytestmark = pytest.mark.django_db

LIST = "/en/demo/mail/"


@pytest.fixture(autouse=True)
def demonstration(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.EMAIL_URL, settings.DATA_DIR = True, "", tmp_path


def keep(address: str, subject: str, when: str = "Mon, 23 Nov 2026 12:00:00 +0100") -> str:
    """A mail of the demonstration; gives the name of its file."""
    message = EmailMultiAlternatives(subject, f"Text {subject}\nhttps://portal.example/x", to=[address])
    message.extra_headers |= {"Date": when, "Content-Language": "bg"}
    message.attach_alternative(f"<html><head></head><body><p>HTML {subject}</p></body></html>", "text/html")
    return files.write(message).stem


def used(client: Client, *addresses: str) -> None:
    """Has this browser cause mail to the addresses."""
    request = HttpRequest()
    request.session = client.session
    for address in addresses:
        seen.note(request, address)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key or ""


def test_a_visitor_reads_the_mails_to_the_addresses_she_used(client: Client) -> None:
    name = keep("mira@example.org", "Добре дошли")
    keep("other@example.org", "Secret")
    used(client, "Mira@Example.org")

    page = client.get(LIST).content.decode()

    assert f'href="{LIST}{quote(name)}/"' in page
    assert "Добре дошли" in page
    assert "mira@example.org" in page
    assert "Secret" not in page


def test_the_newest_mail_comes_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for subject in ("First", "Second"):
        name = keep("mira@example.org", subject)
        path = files.folder() / f"{name}.eml"
        path.rename(path.with_name(f"2026-11-2{'1' if subject == 'First' else '2'}-{path.name}"))
    used(client, "mira@example.org")

    page = client.get(LIST).content.decode()

    assert page.index("Second") < page.index("First")


def test_a_mail_shows_its_text_and_frames_its_html(client: Client) -> None:
    name = keep("mira@example.org", "Welcome")
    used(client, "mira@example.org")

    answer = client.get(f"{LIST}{name}/")

    page = answer.content.decode()
    assert f'src="{LIST}{name}/html/"' in page
    assert 'sandbox="allow-top-navigation-by-user-activation allow-popups"' in page
    assert "Text Welcome" in page
    assert "HTML Welcome" not in page
    [framed] = re.findall(r"frame-src ([^;]*)", answer["Content-Security-Policy"])
    assert "'self'" in framed.split()


def test_the_html_of_a_mail_can_run_nothing(client: Client) -> None:
    name = keep("mira@example.org", "Welcome")
    used(client, "mira@example.org")

    answer = client.get(f"{LIST}{name}/html/")

    assert b'<base target="_top">' in answer.content
    assert b"HTML Welcome" in answer.content
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-top-navigation-by-user-activation allow-popups" in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", ["", "{name}/", "{name}/html/"])
def test_nothing_of_it_is_cached_or_outside_a_demonstration(client: Client, settings: Settings, path: str) -> None:
    address = LIST + path.format(name=keep("mira@example.org", "Welcome"))
    used(client, "mira@example.org")

    assert "no-store" in client.get(address)["Cache-Control"]
    settings.EMAIL_URL = "smtp://mail.example"
    assert client.get(address).status_code == 404
    settings.DEMO, settings.EMAIL_URL = False, ""
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["{name}/", "{name}/html/", "nothing/", "..%2Fsecret_key/", "..%2Fsecret_key/html/"])
def test_another_visitor_finds_nothing(client: Client, path: str) -> None:
    name = keep("mira@example.org", "Welcome")

    assert client.get(LIST + path.format(name=name)).status_code == 404
    assert b"Welcome" not in client.get(LIST).content


def test_an_empty_page_says_how_a_mail_comes_and_sets_no_cookie(client: Client) -> None:
    answer = client.get(LIST)

    assert b"There is no mail for you yet." in answer.content
    assert not answer.cookies


@pytest.mark.parametrize("role", [{"is_staff": True}, {"is_demo": True}], ids=["staff", "demo"])
def test_whoever_types_the_address_of_a_guarded_account_reads_none_of_its_mail(
    client: Client, role: dict[str, bool]
) -> None:
    owner: User = UserFactory.create(email="operator@example.org", **role)
    keep("operator@example.org", "A new password")
    used(client, "operator@example.org")

    assert b"A new password" not in client.get(LIST).content

    client.force_login(owner)
    assert b"A new password" in client.get(LIST).content


def test_whoever_types_the_address_of_the_imprint_does_not_read_what_others_write_to_it(client: Client) -> None:
    make_imprint(email="Office@example.org")
    keep("Office@example.org", "From another visitor")
    used(client, "office@example.org")

    assert "From another visitor" not in client.get(LIST).content.decode()


def test_addresses_are_remembered_in_demonstrations_only(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    used(client, "mira@example.org")
    assert "mail_addresses" not in client.session

    settings.DEMO = True
    used(client, *[f"p{number}@example.org" for number in range(25)], "p24@example.org")
    assert len(client.session["mail_addresses"]) == 20
    assert client.session["mail_addresses"][-1] == "p24@example.org"


def test_pages_of_a_demonstration_lead_to_its_mails(client: Client, settings: Settings) -> None:
    assert f'href="{LIST}"'.encode() in client.get("/en/").content

    settings.EMAIL_URL = "smtp://mail.example"
    assert f'href="{LIST}"'.encode() not in client.get("/en/").content
