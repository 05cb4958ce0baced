"""The outbox: mails that are written and not sent yet."""

from typing import ClassVar

from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.mail.querysets import OutgoingMailQuerySet
from portal.mail.recipients import mailbox
from portal.mail.states import MailState


class OutgoingMail(models.Model):
    """One mail to one recipient, as it will be sent. It is deleted once it is."""

    kind = models.CharField(_("kind"), max_length=100)
    address = models.CharField(_("address"), max_length=320)
    name = models.CharField(_("name"), max_length=200, default="")
    language = models.CharField(_("language"), max_length=10, default="")
    subject = models.TextField(_("subject"))
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), default="")
    headers = models.JSONField(_("headers"), default=dict)
    state = models.CharField(_("state"), max_length=8, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    reason = models.TextField(_("reason"), default="")
    created = models.DateTimeField(_("written"), default=timezone.now)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now, null=True)
    failed_at = models.DateTimeField(_("given up"), null=True)

    objects: ClassVar[OutgoingMailQuerySet] = OutgoingMailQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ("view", "delete")
        permissions = [("retry_outgoingmail", _("Can try again to send a mail"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MailState.WAITING, next_attempt_at__isnull=False, failed_at__isnull=True)
                | Q(state=MailState.FAILED, next_attempt_at__isnull=True, failed_at__isnull=False),
                name="a_mail_waits_for_an_attempt_or_has_failed",
            )
        ]
        indexes = [
            models.Index("next_attempt_at", condition=Q(state=MailState.WAITING), name="waiting_mails"),
        ]

    def __str__(self) -> str:
        return self.kind

    def as_message(self) -> EmailMultiAlternatives:
        """Raises ValueError for what cannot be a mail, such as a line break in a header."""
        message = EmailMultiAlternatives(
            self.subject, self.text, to=[mailbox(self.address, self.name)], headers=self.headers
        )
        if self.html:
            message.attach_alternative(self.html, "text/html")
        return message


class RefusedAddress(models.Model):
    """The keyed hash of an address that gets no mail it has not asked for."""

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("refused address")
        verbose_name_plural = _("refused addresses")
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest[:8]
