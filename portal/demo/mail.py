"""The mails of a demonstration, read from their files, for those they were written to."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest

from portal.accounts.models import User
from portal.mail import files, seen
from portal.pages.models import ImprintSettings

_MOST = 50


@dataclass(frozen=True, slots=True)
class KeptMail:
    """One mail as its file has it. `name` is that of the file, without its ending."""

    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def to(self) -> str:
        return str(self.message["To"])

    @property
    def address(self) -> str:
        return str(self.message["To"].addresses[0].addr_spec).lower()

    @property
    def written(self) -> datetime:
        written: datetime = self.message["Date"].datetime
        return written

    @property
    def language(self) -> str:
        return str(self.message.get("Content-Language", ""))

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part else ""


def mails_for(request: HttpRequest) -> list[KeptMail]:
    """The mails that this visitor may read, newest first."""
    addresses = addresses_of(request)
    if not addresses:
        return []
    found = (mail for mail in _newest_first() if mail.address in addresses)
    return [mail for mail, _number in zip(found, range(_MOST), strict=False)]


def addresses_of(request: HttpRequest) -> Collection[str]:
    """The addresses whose mail this visitor may read.

    A demonstration may stand on the open web, where anybody may type any address. So those of the
    editors, operators and shared accounts are left to whoever is signed in as them: a link to set
    a new password would give the portal away. Where the demonstration is not on this machine alone,
    that holds for every account in use; who signs up still sees the mail that confirms the address.
    """
    typed = set(seen.noted(request))
    guarded = User.objects.filter(is_staff=True) | User.objects.demo()
    if not settings.SITE_URL.startswith("http://localhost"):
        guarded |= User.objects.filter(emailaddress__verified=True)
    typed -= {email.lower() for email in guarded.values_list("email", flat=True)}
    typed -= {email.lower() for email in EmailAddress.objects.filter(user__in=guarded).values_list("email", flat=True)}
    # There goes what other visitors write in the contact form.
    typed -= {email.lower() for email in ImprintSettings.objects.values_list("email", flat=True)}
    if not request.user.is_authenticated:
        return typed
    own = EmailAddress.objects.filter(user=request.user, verified=True).values_list("email", flat=True)
    return typed | {request.user.email.lower()} | {email.lower() for email in own}


def _newest_first() -> Iterator[KeptMail]:
    for path in sorted(files.folder().glob("*.eml"), reverse=True):
        if mail := _read(path):
            yield mail


def _read(path: Path) -> KeptMail | None:
    """None for a file that was just cleared out."""
    try:
        message = message_from_bytes(path.read_bytes(), policy=default)
    except FileNotFoundError:
        return None
    assert isinstance(message, EmailMessage)
    return KeptMail(path.stem, message)
