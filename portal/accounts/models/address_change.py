"""A change of e-mail address, which the old address can undo for a while."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNDO_PERIOD = timedelta(days=7)
KEPT_FOR = timedelta(days=30)


class AddressChangeQuerySet(models.QuerySet["AddressChange"]):
    def undoable(self) -> "AddressChangeQuerySet":
        """Changes that the old address can still undo; it stays reserved for its account as long."""
        return self.filter(undone_at=None, changed_at__gt=timezone.now() - UNDO_PERIOD)

    def reserving(self, address: str) -> "AddressChangeQuerySet":
        """The undoable changes away from `address`, which nobody else may have meanwhile."""
        return self.undoable().filter(old__iexact=address)

    def outlived(self) -> "AddressChangeQuerySet":
        """Changes older than anybody has a use for."""
        return self.filter(changed_at__lte=timezone.now() - KEPT_FOR)


class AddressChange(models.Model):
    """From which address to which, and when. `undone_at` is None unless the owner of the old address took it back."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="address_changes")
    old = models.EmailField(_("old address"))
    new = models.EmailField(_("new address"))
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="an_address_changes_to_another"),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=F("changed_at")),
                name="an_address_change_is_undone_after_it",
            ),
        ]
        indexes = [models.Index(Lower("old"), name="address_change_old")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

    @property
    def undoable_until(self) -> datetime:
        return self.changed_at + UNDO_PERIOD
