"""Mail on its way to real servers: taken, put off, refused, unreachable, encrypted, with a password."""

import os
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from subprocess import PIPE
from typing import Any
from unittest.mock import Mock

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from django.utils import timezone
from pytest_django import Settings

from portal.mail.models import OutgoingMail
from portal.mail.outbox import WAITS, send_due
from portal.mail.recipients import Recipient
from portal.mail.sending import send
from portal.mail.states import MailState
from tests.mail.factories import LINK, OutgoingMailFactory, sample
from tests.mail.fixtures import welcome
from tests.operations.unreliable import silent_server, unused_port

__all__ = ["welcome"]

pytestmark = pytest.mark.django_db


@dataclass
class Mailbox:
    """What a server took, and what it answers to a recipient or to a mail; "250" takes it."""

    to_recipient: list[str] = field(default_factory=list)
    to_mail: list[str] = field(default_factory=list)
    taken: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - a name that aiosmtpd looks for
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.to_recipient.pop(0) if self.to_recipient else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        answer = self.to_mail.pop(0) if self.to_mail else "250 OK"
        if answer.startswith("250"):
            message = message_from_bytes(envelope.original_content or b"", policy=default)
            assert isinstance(message, EmailMessage)
            self.taken.append((envelope.rcpt_tos, message))
        return answer


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """An ordinary server, which the portal is set up to send through."""
    with serving(settings) as mailbox:
        yield mailbox


@contextmanager
def serving(settings: Settings, port: int = 0, **options: Any) -> Iterator[Mailbox]:
    mailbox = Mailbox()
    port = port or unused_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    use(settings, port)
    try:
        yield mailbox
    finally:
        controller.stop()


def use(settings: Settings, port: int) -> None:
    settings.MAIL_TRANSPORT_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


def later(monkeypatch: pytest.MonkeyPatch, wait: timedelta) -> None:
    moment = timezone.now() + wait
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.usefixtures("welcome")
def test_a_mail_arrives_as_it_was_written(mailbox: Mailbox) -> None:
    send("tests.welcome", Recipient("mira@bücher.example", "bg", "Мира"), sample())

    assert send_due() == 1

    ((recipients, message),) = mailbox.taken
    assert recipients == ["mira@xn--bcher-kva.example"]
    assert message["Subject"] == "Вход: Mira & O'Hara's"
    assert message["To"].addresses[0].display_name == "Мира"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text
    assert html
    assert LINK in text.get_content()
    assert LINK.replace("&", "&amp;") in html.get_content()
    assert not message.defects
    assert not OutgoingMail.objects.exists()


def test_many_mails_go_over_one_connection(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    OutgoingMailFactory.create_batch(5)
    connect = Mock(wraps=socket.create_connection)
    monkeypatch.setattr(socket, "create_connection", connect)

    assert send_due() == 5

    assert len({message["Message-ID"] for _recipients, message in mailbox.taken}) == 5
    connect.assert_called_once()


@pytest.mark.parametrize("answers", ["to_recipient", "to_mail"])
def test_a_server_that_puts_off_is_asked_again(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    getattr(mailbox, answers).append("451 4.7.1 Greylisted, come back in a minute")
    late, soon = OutgoingMailFactory.create(), OutgoingMailFactory.create()

    assert send_due() == 1
    assert mailbox.taken[0][0] == [soon.address]
    late.refresh_from_db()
    assert (late.state, late.reason) == (MailState.WAITING, "451 4.7.1 Greylisted, come back in a minute")

    later(monkeypatch, WAITS[0])
    assert send_due() == 1
    assert mailbox.taken[1][0] == [late.address]


@pytest.mark.parametrize("answers", ["to_recipient", "to_mail"])
def test_a_server_that_refuses_is_not_asked_again(mailbox: Mailbox, answers: str) -> None:
    getattr(mailbox, answers).append("550 5.1.1 Nobody of that name")
    refused, fine = OutgoingMailFactory.create(), OutgoingMailFactory.create()

    assert send_due() == 1

    assert mailbox.taken[0][0] == [fine.address]
    refused.refresh_from_db()
    assert (refused.state, refused.reason) == (MailState.FAILED, "550 5.1.1 Nobody of that name")


def test_mail_waits_while_the_server_is_away(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    port = unused_port()
    use(settings, port)
    OutgoingMailFactory.create_batch(3)

    assert send_due() == 0
    assert sorted(OutgoingMail.objects.waiting().values_list("attempts", flat=True)) == [0, 0, 1]

    later(monkeypatch, WAITS[0])
    with serving(settings, port) as mailbox:
        assert send_due() == 3
    assert len(mailbox.taken) == 3


def test_a_server_that_says_nothing_is_left_in_time(settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    OutgoingMailFactory.create()
    with silent_server() as port:
        use(settings, port)
        assert send_due() == 0

    assert "timed out" in OutgoingMail.objects.waiting().get().reason


def test_a_password_is_given_under_encryption_only(
    settings: Settings, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    seen: list[object] = []

    def authenticate(server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        seen.append((data.login, data.password, session.ssl is not None))
        return AuthResult(success=data.password == b"p/w@1", handled=False)

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    settings.EMAIL_USE_TLS = True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"
    OutgoingMailFactory.create()
    with serving(
        settings, tls_context=context, require_starttls=True, authenticator=authenticate, auth_required=True
    ) as mailbox:
        assert send_due() == 0
        assert OutgoingMail.objects.waiting().get().reason.startswith("535")
        settings.EMAIL_HOST_PASSWORD = "p/w@1"
        later(monkeypatch, WAITS[0])
        assert send_due() == 1

    assert len(mailbox.taken) == 1
    assert seen[-1] == (b"portal", b"p/w@1", True)


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(settings: Settings, certificate: tuple[Path, Path]) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    settings.EMAIL_USE_TLS = True
    OutgoingMailFactory.create()
    with serving(settings, tls_context=context) as mailbox:
        assert send_due() == 0

    assert not mailbox.taken
    assert "CERTIFICATE_VERIFY_FAILED" in OutgoingMail.objects.waiting().get().reason


def test_another_program_takes_them_too(settings: Settings, smtp_sink: Path, tmp_path: Path) -> None:
    port = unused_port()
    OutgoingMailFactory.create_batch(20)
    use(settings, port)
    # Started by root it wants to be told whom to run as.
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    with subprocess.Popen([smtp_sink, "-c", *user, f"127.0.0.1:{port}", "100"], cwd=tmp_path, stdout=PIPE) as sink:
        try:
            wait_for(port, sink)
            assert send_due() == 20
        finally:
            sink.terminate()


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    while server.poll() is None:
        with suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
    pytest.fail(f"The server ended with {server.returncode}.")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine and its key, made for this run."""
    folder = tmp_path_factory.mktemp("certificate")
    paths = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-out", paths[0], "-keyout", paths[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    return paths
