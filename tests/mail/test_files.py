"""Without a mail server, mails are files."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from portal.mail import files, outbox
from portal.mail.models import OutgoingMail
from portal.mail.outbox import send_due
from portal.mail.tasks import sweep
from tests.mail.factories import OutgoingMailFactory
from tests.mail.test_kinds import parsed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    settings.MAIL_TRANSPORT_BACKEND = "portal.mail.backends.FilesBackend"
    return tmp_path / "mail"


def test_each_mail_is_a_file_that_mail_programs_open(folder: Path) -> None:
    OutgoingMailFactory.create(subject="Добре дошли: a/b?", address="a@example.org")
    OutgoingMailFactory.create(subject="../../../etc", address="b@example.org")

    assert send_due() == 2

    first, second = sorted(folder.iterdir(), key=lambda path: "etc" in path.name)
    assert "-добре-дошли-ab-" in first.name
    assert first.suffix == second.suffix == ".eml"
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert parsed(first.read_bytes())["Subject"] == "Добре дошли: a/b?"
    assert not OutgoingMail.objects.exists()


def test_files_go_after_thirty_days(folder: Path) -> None:
    OutgoingMailFactory.create_batch(2)
    send_due()
    old, new = folder.iterdir()
    moment = (timezone.now() - timedelta(days=31)).timestamp()
    os.utime(old, (moment, moment))

    sweep()

    assert list(folder.iterdir()) == [new]


def test_a_folder_that_is_not_there_needs_no_clearing(folder: Path) -> None:
    files.clear_out()

    assert not folder.exists()


def test_a_mail_waits_until_the_folder_can_be_written(folder: Path) -> None:
    folder.write_text("in the way")
    OutgoingMailFactory.create()

    assert send_due() == 0

    assert "exists" in OutgoingMail.objects.waiting().get().reason


def test_files_of_mails_to_somebody_go_as_she_leaves(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    for address in ("Anna@example.org", "anna@example.org", "joanna@example.org"):
        OutgoingMailFactory.create(address=address)
    send_due()

    with django_capture_on_commit_callbacks(execute=True):
        outbox.forget("anna@example.org")

    (kept,) = folder.iterdir()
    assert parsed(kept.read_bytes())["To"].addresses[0].addr_spec == "joanna@example.org"
