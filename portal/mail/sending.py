"""Sending single mails."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from portal.mail.kinds import kind_named
from portal.mail.recipients import Recipient


def send(kind: str, recipient: Recipient, context: Mapping[str, Any]) -> None:
    """Send the mail `kind` once the transaction is committed, written in the recipient's language.

    Its three templates are `templates/<room>/mail/<mail>/subject.txt`, `text.txt` and `html.html`.
    Raises KeyError for a mail of no kind.
    """
    kind_named(kind)
    room, _dot, mail = kind.partition(".")
    folder = f"{room}/mail/{mail}"
    values = {**context, "recipient": recipient}
    with override(recipient.language):
        subject = " ".join(render_to_string(f"{folder}/subject.txt", values).split())
        message = EmailMultiAlternatives(
            subject, render_to_string(f"{folder}/text.txt", values), to=[recipient.address]
        )
        message.attach_alternative(render_to_string(f"{folder}/html.html", values), "text/html")
    transaction.on_commit(message.send)
