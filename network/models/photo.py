"""A member's portrait: a file of her own, outside the library of images that editors share."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.models.base import OfMember
from network.models.member import Member


class MemberPhoto(OfMember):
    """A square portrait. `digest` tells one from the next, in the names of its files and in its address."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="photo")
    digest = models.CharField(_("digest"), max_length=32)
    description = models.CharField(_("what it shows"), max_length=150, blank=True)
    added = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.digest
