"""The two sides of a conversation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Whose words a message has: those of the member who was written to, or of whoever wrote to her."""

    MEMBER = "member", _("member")
    WRITER = "writer", _("writer")

    @property
    def other(self) -> "Side":
        return Side.WRITER if self == Side.MEMBER else Side.MEMBER
