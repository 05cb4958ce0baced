"""Why personal data are held: the table that the privacy page shows and that code deletes by."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HOSTING = _("The provider that hosts the portal.")


class LegalBasis(models.TextChoices):
    """What makes it lawful: the grounds of Article 6(1) of Regulation (EU) 2016/679 that the portal relies on."""

    CONSENT = "6(1)(a)", _("You agreed to it (Art. 6(1)(a) GDPR).")
    CONTRACT = "6(1)(b)", _("It is needed for what you signed up for (Art. 6(1)(b) GDPR).")
    LEGAL_OBLIGATION = "6(1)(c)", _("The law asks for it (Art. 6(1)(c) GDPR).")
    LEGITIMATE_INTERESTS = "6(1)(f)", _("There is a legitimate interest in it, and you may object (Art. 6(1)(f) GDPR).")


class Controller(models.TextChoices):
    """Who decides about the data and answers for them (Art. 4(7) and 26)."""

    ASSOCIATION = "association", _("the association that runs this portal")
    NETWORKS = "networks", _("the association that runs this portal, jointly with each network you belong to")


@dataclass(frozen=True, slots=True)
class Retention:
    """How long data are kept. What has a `limit` is deleted by the periodic task called `task`."""

    sentence: "StrOrPromise"
    limit: timedelta | None = None
    task: str = ""

    def __post_init__(self) -> None:
        if (self.limit is None) != (not self.task):
            raise ValueError("A retention with a limit names the task that enforces it, and no other does.")


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose for which personal data are held. `recipients` are those who process them for the controller.

    `order` is its place in the table; data are erased from the last to the first, so that what builds
    on other data goes before them.
    """

    key: str
    order: int
    title: "StrOrPromise"
    held: "StrOrPromise"
    why: "StrOrPromise"
    basis: LegalBasis
    retention: tuple[Retention, ...]
    controller: Controller = Controller.ASSOCIATION
    recipients: "StrOrPromise" = HOSTING
