"""The vocabulary of the outbox."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from portal.mail.states import MailState

if TYPE_CHECKING:
    from portal.mail.models import OutgoingMail

# Longer than any attempt takes: what a worker took and left lying is due again after this.
LEASE = timedelta(minutes=10)


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> "OutgoingMailQuerySet":
        return self.filter(state=MailState.WAITING)

    def failed(self) -> "OutgoingMailQuerySet":
        return self.filter(state=MailState.FAILED)

    def due(self, now: datetime) -> "OutgoingMailQuerySet":
        """Mails whose next attempt is to be made, the one that has waited longest first."""
        return self.waiting().filter(next_attempt_at__lte=now).order_by("next_attempt_at", "pk")

    def claim(self) -> "OutgoingMail | None":
        """The next mail that is due, for an attempt that no other worker makes; None where none is.

        The claim is one conditional UPDATE: it counts the attempt and puts the next one off, so of
        two workers that saw the same row only one changes it.
        """
        while mail := self.due(now := timezone.now()).first():
            seen = self.waiting().filter(pk=mail.pk, attempts=mail.attempts, next_attempt_at=mail.next_attempt_at)
            mail.attempts, mail.next_attempt_at = mail.attempts + 1, now + LEASE
            if seen.update(attempts=mail.attempts, next_attempt_at=mail.next_attempt_at):
                return mail
        return None

    def waiting_since_before(self, moment: datetime) -> "OutgoingMailQuerySet":
        return self.waiting().filter(created__lt=moment)

    def failed_before(self, moment: datetime) -> "OutgoingMailQuerySet":
        return self.failed().filter(failed_at__lt=moment)

    def to(self, address: str) -> "OutgoingMailQuerySet":
        return self.filter(address__iexact=address)
