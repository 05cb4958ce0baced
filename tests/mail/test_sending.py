"""From a call of `send` to what a mail program reads."""

import re

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from portal.mail import imprint, preferences
from portal.mail.imprint import register_imprint
from portal.mail.kinds import Kind, register_kind
from portal.mail.models import OutgoingMail
from portal.mail.preferences import register_refusal
from portal.mail.recipients import Recipient
from portal.mail.sending import send
from portal.mail.states import MailState
from tests.mail.factories import LINK, WELCOME, sample
from tests.mail.test_kinds import links, parsed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("welcome")]

READER = Recipient("mira@example.org", "bg", "Mira")


def stored() -> OutgoingMail:
    return OutgoingMail.objects.get()


def test_a_mail_is_written_in_the_language_of_its_reader_and_waits() -> None:
    assert send("tests.welcome", READER, sample())

    mail = stored()
    assert (mail.state, mail.attempts, mail.language) == (MailState.WAITING, 0, "bg")
    assert mail.subject == "Вход: Mira & O'Hara's"
    assert '<html lang="bg"' in mail.html


def test_a_mail_is_read_by_other_programs_as_it_was_meant() -> None:
    send(
        "tests.welcome", Recipient("mira@bücher.example", "bg", 'Мира "M", Колáрова'), sample(), reply_to="o@b.example"
    )

    message = parsed(stored().as_message().message().as_bytes())

    assert message["To"].addresses[0].display_name == 'Мира "M", Колáрова'
    assert message["To"].addresses[0].addr_spec == "mira@xn--bcher-kva.example"
    assert message["Reply-To"] == "o@b.example"
    assert message["From"].addresses[0].display_name == "Migrapass"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Content-Language"] == "bg"
    assert message["Date"].datetime
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text
    assert html
    assert message.get_content_type() == "multipart/alternative"
    assert text.get_content_charset() == html.get_content_charset() == "utf-8"
    assert LINK in links(text.get_content()) == links(html.get_content())


@override_settings(DEFAULT_FROM_EMAIL="Migrapass <noreply@мрежа.example>")
def test_the_id_of_a_mail_is_the_same_at_every_attempt_and_names_our_domain() -> None:
    send("tests.welcome", READER, sample())

    first, second = (parsed(stored().as_message().message().as_bytes()) for _ in range(2))

    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    assert re.fullmatch(r"<[^@>]+@xn--[a-z0-9]+\.example>", first["Message-ID"].strip())
    assert first["From"].addresses[0].domain.startswith("xn--")


def test_plain_text_is_wrapped_but_for_addresses_and_has_no_entities() -> None:
    send("tests.welcome", READER, sample())

    lines = stored().text.splitlines()

    assert LINK in lines
    assert "  things in lists will do" in lines
    assert "may be, about O'Hara's & what can be done there." in lines
    assert all(len(line) <= 72 or "http" in line for line in lines)


@pytest.mark.parametrize("name", ["Mira\r\nBcc: all@example.org", "Mira\nX: y\n\n<script>", "\u2028Mira"])
def test_no_name_begins_another_header(name: str) -> None:
    send("tests.welcome", Recipient("mira@example.org", "en", name), sample() | {"name": name})

    message = parsed(stored().as_message().message().as_bytes())

    assert "Bcc" not in message
    assert "X" not in message
    assert len(message["To"].addresses) == 1
    assert message["Subject"] == " ".join(f"Sign in: {name} & O'Hara's".split())


@pytest.mark.parametrize(
    "address",
    ["", "mira", "@example.org", "mira@", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "a b@c.example"],
)
def test_what_is_no_address_gets_no_mail(address: str) -> None:
    with pytest.raises(ValueError, match=r"address|Invalid|parse"):
        send("tests.welcome", Recipient(address, "en"), sample())

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("reply_to", ["o@b.example\nBcc: c@d.example", "\r\nX: y"])
def test_an_answer_goes_to_one_line(reply_to: str) -> None:
    with pytest.raises(ValueError, match="newline"):
        send("tests.welcome", READER, sample(), reply_to=reply_to)


def test_a_mail_of_no_kind_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        send("tests.unheard_of", READER, {})


def test_a_mail_goes_once_the_transaction_is_committed(
    mailoutbox: list[object], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send("tests.welcome", READER, sample())
        assert not mailoutbox

    assert len(mailoutbox) == 1
    assert not OutgoingMail.objects.exists()


def test_what_is_rolled_back_is_never_sent(
    mailoutbox: list[object], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        send("tests.welcome", READER, sample())
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()
    assert not mailoutbox


def test_who_switched_a_kind_off_gets_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "_refusals", [])
    register_refusal(lambda recipient, kind: recipient.account == 7 and kind.name == "tests.welcome")

    assert not send("tests.welcome", Recipient("a@example.org", "en", account=7), sample())
    assert send("tests.welcome", Recipient("b@example.org", "en", account=8), sample())

    assert stored().address == "b@example.org"


def test_nobody_switches_off_what_is_essential(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "_refusals", [lambda recipient, kind: True])
    register_kind(Kind(WELCOME.name, "Welcome", "It comes once.", essential=True))

    assert send("tests.welcome", READER, sample())
    assert "https://portal.example/en/account/mails/" not in stored().text


def test_the_footer_says_why_the_mail_came_and_where_to_change_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imprint, "_imprints", [])
    register_imprint(lambda language: f"Association & Co\nStreet 1, {language}")

    send("tests.welcome", Recipient("a@example.org", "en"), sample())

    mail = stored()
    for part in (mail.text, mail.html):
        assert "Letters of welcome. They come once." in part
        assert "https://portal.example/en/account/mails/" in part
    assert "Association & Co\nStreet 1, en" in mail.text
    assert "Association &amp; Co<br>Street 1, en" in mail.html
