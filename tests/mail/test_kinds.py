"""Every mail has its kind and its templates, and looks as it should in all languages."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from portal.mail.kinds import Kind, register_kind, registered_kinds
from portal.mail.models import OutgoingMail
from portal.mail.recipients import Recipient
from portal.mail.rendering import write
from tests.architecture.contract import ROOT

TEMPLATES = ROOT / "templates"
PARTS = ("subject.txt", "text.txt", "html.html")
LANGUAGES = [code for code, _name in settings.LANGUAGES]
TOKENS = set(re.findall(r"#[0-9a-f]{6}", (ROOT / "static/css/base.css").read_text()))


def folders() -> set[str]:
    return {path.parent.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/mail/*/*") if path.is_file()}


def kinds() -> list[Kind]:
    """All that the rooms registered, and the one of these tests."""
    return registered_kinds()


def test_no_folder_of_a_mail_is_without_its_kind() -> None:
    assert folders() <= {kind.folder for kind in kinds()}


@pytest.mark.usefixtures("welcome")
def test_every_kind_has_its_three_templates_and_says_what_it_is() -> None:
    for kind in kinds():
        for part in PARTS:
            get_template(f"{kind.folder}/{part}")
        assert str(kind.title)
        assert str(kind.description)


@pytest.mark.django_db
@pytest.mark.usefixtures("welcome")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_can_be_written_in_every_language(language: str) -> None:
    for kind in kinds():
        recipient = Recipient("reader@example.org", language, "Zoë")
        written = write(kind, recipient, kind.sample())
        message = OutgoingMail(address="reader@example.org", subject=written.subject, text=written.text).as_message()

        assert written.subject
        assert parsed(message.message().as_bytes())["Subject"].strip() == written.subject
        assert f'<html lang="{language}"' in written.html
        assert written.html.count("<h1") == 1, kind.name
        assert not re.search(r"&(amp|lt|gt|quot|#\d+|#x\w+);", written.text), kind.name
        assert links(written.html) == links(written.text), kind.name
        assert_is_self_contained(written.html)
        assert len(written.html.encode()) < 60_000


def test_a_name_without_its_room_is_refused() -> None:
    with pytest.raises(ValueError, match="welcome"):
        register_kind(Kind("welcome", "Welcome", "It comes once."))


def test_only_the_mail_room_sends_past_the_kinds() -> None:
    django_mail = re.compile(r"django\.core(\.mail| import mail)|wagtail\.admin\.mail|smtplib")
    senders = {
        path.relative_to(ROOT).as_posix()
        for room in ("portal", "network", "search")
        for path in (ROOT / room).rglob("*.py")
        if django_mail.search(path.read_text())
    }
    assert senders <= {path.relative_to(ROOT).as_posix() for path in (ROOT / "portal/mail").rglob("*.py")} | {
        "portal/settings/mail.py",
        "portal/settings/test.py",
    }


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def links(text: str) -> set[str]:
    return {link.replace("&amp;", "&").rstrip(".,;:") for link in re.findall(r"https?://[^\s\"<>]+", text)}


def assert_is_self_contained(html: str) -> None:
    """Nothing is fetched, nothing runs, and no colour is one that nobody has checked for contrast."""
    assert not re.search(r"<(img|script|link|iframe|object|form|video|audio)\b|url\(|@import|\bsrc=", html)
    colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r'(href="[^"]*")|>[^<]*<(?!/style)', "", html)))
    assert colours <= TOKENS
    assert "@media (prefers-color-scheme: dark)" in html


def test_the_folder_of_a_kind_follows_from_its_name() -> None:
    assert Path(Kind("accounts.address_changed", "", "").folder) == Path("accounts/mail/address_changed")
