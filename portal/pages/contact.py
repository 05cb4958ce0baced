"""Handing a visitor's message on to the people who run the portal."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.mail.kinds import Kind, no_account
from portal.mail.recipients import Recipient
from portal.mail.sending import send


def _sample() -> dict[str, Any]:
    written = {"name": "Zoë", "email": "zoe@example.org", "subject": "A question", "message": "May I join?"}
    return {"message": written, "written_in": "fr"}


CONTACT_MESSAGE = Kind(
    "pages.contact_message",
    _("Messages to the portal"),
    _("What visitors write in the contact form."),
    essential=True,
    audience=no_account,
    sample=_sample,
)


def send_contact_message(address: str, message: Mapping[str, str], *, language: str) -> None:
    """Send `message` (name, email, subject, message) to `address`; an answer goes to the writer.

    `language` is the one the writer read the portal in. The outbox keeps the message until it is sent, and
    for a week after that was given up.
    """
    context = {"message": message, "written_in": language}
    send(CONTACT_MESSAGE.name, Recipient(address, language), context, reply_to=message["email"])
