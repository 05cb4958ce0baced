"""Warnings that an account nobody uses will be erased."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UnusedWarning(models.Model):
    """One warning, sent by mail. It counts for as long as nobody signs in after it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unused_warnings")
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)

    class Meta:
        verbose_name = _("warning of an unused account")
        verbose_name_plural = _("warnings of unused accounts")
        ordering = ["sent_at"]

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d}"
