"""Django's ways to send mail: into the outbox, and from there to a server or into files."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from portal.mail import files, outbox
from portal.mail.models import OutgoingMail
from portal.mail.rendering import inlined, readable

WAGTAIL_NOTIFICATION = "wagtail.notification"


class OutboxBackend(BaseEmailBackend):
    """Puts what others send through Django into the outbox; that is Wagtail's notifications to editors.

    Our rooms call `portal.mail.sending.send` instead, which asks for a kind. A message for several
    people becomes a mail for each, so that none reads the addresses of the others.
    """

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments:
                raise ValueError("The outbox holds no attachments.")
            for address in message.recipients():
                outbox.put(_mail_from(message, address))
        return len(email_messages)


class FilesBackend(BaseEmailBackend):
    """Writes each mail into a file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            files.write(message)
        return len(email_messages)


def _mail_from(message: EmailMessage, address: str) -> OutgoingMail:
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    html = next((str(content) for content, mimetype in alternatives if mimetype == "text/html"), "")
    return OutgoingMail(
        kind=WAGTAIL_NOTIFICATION,
        address=address,
        subject=" ".join(str(message.subject).split()),
        text=readable(str(message.body)),
        html=html and inlined(html),
        headers={"Reply-To": ", ".join(message.reply_to)} if message.reply_to else {},
    )
