"""A member's portrait: files of her own, outside the library of images that editors share."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.models.base import ReportingModel
from network.models.member import Member


class MemberPhoto(ReportingModel):
    """A square portrait. `digest` tells one from the next, in the names of its files and in its addresses."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="photo")
    digest = models.CharField(_("digest"), max_length=32, unique=True)
    added = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.digest

    def address(self, size: int) -> str:
        """Where it is sent from, at one of the sizes that there are, to whoever may see it."""
        return reverse("member_photo", args=[self.member_id, self.digest, size])
