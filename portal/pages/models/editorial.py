"""What all pages that editors write have in common."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page

from portal.pages.blocks import BODY_BLOCKS
from portal.pages.querysets import EditorialPageManager


class EditorialPage(Page):
    """A page with an introduction, perhaps a picture, and a body made of blocks."""

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)
    image = models.ForeignKey(
        "files.PortalImage", models.SET_NULL, verbose_name=_("picture"), null=True, blank=True, related_name="+"
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_(
            "For readers who do not see it, in the language of this page. "
            "Leave it empty if the picture adds nothing to the text."
        ),
    )
    body = StreamField(BODY_BLOCKS, verbose_name=_("body"), blank=True)

    objects: ClassVar[EditorialPageManager] = EditorialPageManager()

    text_panels: ClassVar[list[Panel]] = [
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("picture")),
        FieldPanel("body"),
    ]
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, *text_panels]

    class Meta:
        abstract = True
