"""Handing a visitor's message on to the people who run the portal."""

from collections.abc import Mapping

from portal.mail.recipients import Recipient
from portal.mail.sending import send


def send_contact_message(address: str, message: Mapping[str, str], *, language: str) -> None:
    """Send `message` (name, email, subject, message) to `address`; an answer goes to the writer. No copy is kept.

    `language` is the one the writer read the portal in.
    """
    context = {"message": message, "written_in": language}
    send("pages.contact_message", Recipient(address, language), context, reply_to=message["email"])
