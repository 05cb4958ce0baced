"""What a test reads of the mails that were sent."""

import re
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.core import mail
from django.core.mail import EmailMessage


def subjects() -> list[str]:
    return [str(message.subject) for message in mail.outbox]


def mails_to(address: str) -> list[EmailMessage]:
    """All mails to `address`, the oldest first."""
    return [message for message in mail.outbox if [parseaddr(to)[1] for to in message.to] == [address]]


def mail_to(address: str) -> str:
    """The text of the newest mail to `address`."""
    return str(mails_to(address)[-1].body)


def link_to(address: str, part: str) -> str:
    """The path of the link in the newest mail to `address` whose address contains `part`."""
    found = re.findall(r"http://\S+", mail_to(address))
    paths: list[str] = [urlsplit(link).path for link in found if part in link]
    return paths[0]
