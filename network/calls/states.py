"""What is looked for, and how a call and an answer stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallKind(models.TextChoices):
    PARTNER = "partner", _("project partner")
    EXPERT = "expert", _("expert")
    TRAINER = "trainer", _("trainer")


class CallState(models.TextChoices):
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class AnswerState(models.TextChoices):
    SENT = "sent", _("sent")
    SHORTLISTED = "shortlisted", _("shortlisted")
