"""The first page of each language."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from portal.pages.previews import FramedPreview


class HomePage(FramedPreview):
    """The first page of one language. What stands below its headline is composed in `templates/home.html`."""

    headline = models.CharField(_("headline"), max_length=80)
    lead = models.TextField(_("lead"), max_length=300)

    page_description = _("The first page of a language; each language has one.")
    template = "home.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
