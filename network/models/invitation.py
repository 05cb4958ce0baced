"""Invitations into a network, sent to people who may not know of the portal."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.invitations.limits import KEPT
from network.invitations.querysets import InvitationQuerySet
from network.models.network import Network


class Invitation(models.Model):
    """One invitation to one address. It says where the address came from (Regulation (EU) 2016/679, Art. 14).

    `sent`, `reminded` and `accepted` are when that happened. The row, and with it the address, is deleted after
    30 days, or at once by whoever was invited.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="invitations")
    address = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    source = models.CharField(_("where the address comes from"), max_length=200)
    note = models.TextField(_("a few words of one’s own"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    sent = models.DateTimeField(_("sent"), default=timezone.now)
    reminded = models.DateTimeField(_("reminded"), null=True)
    accepted = models.DateTimeField(_("accepted"), null=True)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint("network", Lower("address"), name="one_invitation_per_network_and_address")
        ]

    def __str__(self) -> str:
        return f"{self.network.code} · {self.pk}"

    @property
    def kept_until(self) -> datetime:
        return self.sent + KEPT
