"""Whether mail leaves."""

from datetime import timedelta

from django.utils import timezone

from portal.mail.models import OutgoingMail

LONGEST_WAIT = timedelta(minutes=15)


class MailIsWaitingError(Exception):
    """Mail is not leaving as it should."""


def check_queue() -> None:
    """Raises MailIsWaitingError while a mail has waited for more than 15 minutes."""
    waiting = OutgoingMail.objects.waiting_since_before(timezone.now() - LONGEST_WAIT).count()
    if waiting:
        raise MailIsWaitingError(f"{waiting} mails have waited for more than 15 minutes")
