"""The vocabulary of invitations."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from network.invitations.limits import KEPT, REMINDED_AFTER
from network.models.network import Network
from network.querysets import Account

if TYPE_CHECKING:
    from network.models import Invitation  # noqa: F401 - named in quotes below


class InvitationQuerySet(QuerySet["Invitation"]):
    def decided_by(self, user: Account) -> "InvitationQuerySet":
        """Those of the networks for which an account decides."""
        return self.filter(network__in=Network.objects.decided_by(user).order_by().values("pk"))

    def to(self, address: str) -> "InvitationQuerySet":
        return self.filter(address__iexact=address)

    def sent_since(self, moment: datetime) -> "InvitationQuerySet":
        return self.filter(sent__gte=moment)

    def valid(self) -> "InvitationQuerySet":
        return self.filter(sent__gt=timezone.now() - KEPT)

    def outlived(self) -> "InvitationQuerySet":
        return self.filter(sent__lte=timezone.now() - KEPT)

    def to_remind(self) -> "InvitationQuerySet":
        """Those sent a week ago to somebody who neither came nor was reminded."""
        due = self.valid().filter(sent__lte=timezone.now() - REMINDED_AFTER)
        return due.filter(accepted__isnull=True, reminded__isnull=True).order_by("pk")
