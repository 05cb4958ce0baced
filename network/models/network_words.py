"""What a network says about itself, in each of the portal's languages."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from network.models.base import ReportingModel
from network.models.network import Network

FEATURES = ("h2", "bold", "italic", "ol", "ul")


class NetworkWords(ReportingModel):
    """The words on a network's page in one language; its coordinators write them. The leaflet has the introduction."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        help_text=_("Two or three sentences: who you are and what you do together. They also stand in the leaflet."),
    )
    body = RichTextField(_("text"), features=list(FEATURES), blank=True, max_length=20_000)
    edited = models.DateTimeField(_("last edited"), default=timezone.now, editable=False)

    class Meta(ReportingModel.Meta):
        verbose_name = _("words of a network")
        verbose_name_plural = _("words of networks")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["network", "language"], name="one_text_per_network_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.network.code} · {self.language}"
