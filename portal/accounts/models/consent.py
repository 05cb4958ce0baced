"""What somebody agreed to, and what she no longer agrees to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ConsentQuerySet(models.QuerySet["Consent"]):
    def current(self) -> "ConsentQuerySet":
        """The last word on each purpose, given or withdrawn."""
        later = self.model.objects.filter(user=OuterRef("user"), purpose=OuterRef("purpose"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))

    def given(self) -> "ConsentQuerySet":
        return self.filter(given=True)


class Consent(models.Model):
    """One decision about one purpose, in the very words that were agreed to.

    The record proves consent (Art. 7(1) GDPR): the database refuses to change a row, and a
    withdrawal is a row of its own. Rows go only with the account.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=60)
    given = models.BooleanField(_("given"))
    wording = models.TextField(_("wording"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    where = models.CharField(_("where"), max_length=200)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects: ClassVar[ConsentQuerySet] = ConsentQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(wording=""), name="consent_has_a_wording")]
        indexes = [models.Index(fields=["user", "purpose", "-id"], name="consents_by_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.given}"
