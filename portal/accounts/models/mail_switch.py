"""Which kinds of mail an account does not want."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailSwitch(models.Model):
    """An account's choice about one kind of mail. Without one the mail is sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_switches")
    kind = models.CharField(_("kind of mail"), max_length=100)
    off = models.BooleanField(_("switched off"), default=False)

    class Meta:
        verbose_name = _("mail switch")
        verbose_name_plural = _("mail switches")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_switch_per_kind_of_mail")]

    def __str__(self) -> str:
        return self.kind
