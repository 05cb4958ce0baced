"""What a network is, and how a member stands to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NetworkKind(models.TextChoices):
    EUROPEAN = "european", _("European network of experts")
    NATIONAL = "national", _("National network of professionals")


class MembershipState(models.TextChoices):
    APPLIED = "applied", _("applied")
    ACTIVE = "active", _("active")
    DECLINED = "declined", _("declined")
    LEFT = "left", _("left")


class MembershipRole(models.TextChoices):
    MEMBER = "member", _("member")
    COORDINATOR = "coordinator", _("coordinator")
