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

    Its three templates are `templates/mail/<kind>/subject.txt`, `text.txt` and `html.html`.
    Raises KeyError for a mail of no kind.
    """
    kind_named(kind)
    values = {**context, "recipient": recipient}
    with override(recipient.language):
        subject = " ".join(render_to_string(f"mail/{kind}/subject.txt", values).split())
        message = EmailMultiAlternatives(
            subject, render_to_string(f"mail/{kind}/text.txt", values), to=[recipient.address]
        )
        message.attach_alternative(render_to_string(f"mail/{kind}/html.html", values), "text/html")
    transaction.on_commit(message.send)
