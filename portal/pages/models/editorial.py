"""What all pages that editors write have in common."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page

from portal.pages.blocks import BODY_BLOCKS
from portal.pages.models.following import FollowsOriginal
from portal.pages.previews import FramedPreview
from portal.pages.querysets import EditorialPageManager


class EditorialPage(FollowsOriginal, FramedPreview):
    """A page with an introduction, perhaps a picture, and a body made of blocks."""

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)
    image = models.ForeignKey(
        "files.PortalImage", models.SET_NULL, verbose_name=_("picture"), null=True, blank=True, related_name="+"
    )
    body = StreamField(BODY_BLOCKS, verbose_name=_("body"), blank=True)

    objects: ClassVar[EditorialPageManager] = EditorialPageManager()

    text_panels: ClassVar[list[Panel]] = [FieldPanel("introduction"), FieldPanel("image"), FieldPanel("body")]
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, *text_panels]

    class Meta:
        abstract = True
