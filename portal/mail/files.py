"""Mails as files, for an installation that has no mail server: one file a mail, in `DATA_DIR/mail`."""

import os
import secrets
from datetime import timedelta
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.text import slugify

KEPT = timedelta(days=30)


def folder() -> Path:
    path: Path = settings.DATA_DIR / "mail"
    return path


def write(message: EmailMessage) -> Path:
    """Keep a mail as a file that mail programs open, readable by its owner only: it may hold a way in."""
    folder().mkdir(parents=True, exist_ok=True)
    moment = timezone.now().strftime("%Y-%m-%d-%H%M%S")
    subject = slugify(message.subject, allow_unicode=True)[:40].strip("-")
    path = folder() / f"{moment}-{subject}-{secrets.token_hex(6)}.eml"
    unfinished = path.with_suffix(".part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(message.message().as_bytes())
    return unfinished.rename(path)


def clear_out() -> None:
    """Delete the files of mails that are older than 30 days."""
    oldest = (timezone.now() - KEPT).timestamp()
    for path in folder().glob("*.*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def forget(address: str) -> None:
    """Delete the files of mails to `address`."""
    for path in folder().glob("*.eml"):
        if address.lower() in _recipients(path):
            path.unlink(missing_ok=True)


def _recipients(path: Path) -> set[str]:
    """Nobody for a file that was just cleared out."""
    try:
        with path.open("rb") as file:
            to = BytesHeaderParser(policy=default).parse(file)["To"]
    except FileNotFoundError:
        return set()
    return {one.addr_spec.lower() for one in to.addresses} if to else set()
