"""The networks that members belong to."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PageChooserPanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from network.models.codes import validate_country
from network.querysets import NetworkQuerySet
from network.states import NetworkKind
from portal.vocabulary.countries import EUROPE, country_name
from portal.vocabulary.languages import current_language


def network_name(country: str, language: str) -> str:
    """Where a network is: the name of its country, or Europe for the one that has none."""
    return country_name(country or EUROPE, language)


@register_setting(icon="group")
class NetworkSettings(BaseSiteSetting):
    """What the portal says about networks beyond what it knows by itself."""

    joining = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("how to join"),
        help_text=_(
            "The page that tells how one joins a network, in any of its languages. New accounts are led there."
        ),
    )

    panels: ClassVar[list[Panel]] = [PageChooserPanel("joining")]

    class Meta:
        verbose_name = _("networks")
        verbose_name_plural = _("networks")


class Network(models.Model):
    """A network that members belong to. Networks are data: a new country needs no code."""

    code = models.CharField(
        _("code"),
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2,3}$", _("Write two or three capital Latin letters."))],
        help_text=_("What the stamp says: EU, AT, UK."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=NetworkKind)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_("The ISO 3166 code of a national network's country, such as AT or GB."),
    )
    added = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects: ClassVar[NetworkQuerySet] = NetworkQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["kind", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NetworkKind.values), name="network_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(kind=NetworkKind.EUROPEAN, country="") | (Q(kind=NetworkKind.NATIONAL) & ~Q(country="")),
                name="national_networks_have_a_country",
                violation_error_message=_("A national network needs a country; for the European one, leave it empty."),
            ),
            models.UniqueConstraint(
                fields=["country"],
                name="one_network_per_country",
                violation_error_message=_("This country already has a network."),
            ),
        ]

    def __str__(self) -> str:
        return self.name(current_language())

    def get_absolute_url(self) -> str:
        return reverse("network:network", args=[self.code])

    def name(self, language: str) -> str:
        return network_name(self.country, language)

    @property
    def is_european(self) -> bool:
        return self.kind == NetworkKind.EUROPEAN
