"""What a test reads of the mails that were sent."""

import re
from urllib.parse import urlsplit

from django.core import mail


def subjects() -> list[str]:
    return [str(message.subject) for message in mail.outbox]


def mail_to(address: str) -> str:
    """The text of the newest mail to `address`."""
    return str(next(message.body for message in reversed(mail.outbox) if message.to == [address]))


def link_to(address: str, part: str) -> str:
    """The path of the link in the newest mail to `address` whose address contains `part`."""
    found = re.findall(r"http://\S+", mail_to(address))
    paths: list[str] = [urlsplit(link).path for link in found if part in link]
    return paths[0]
