"""What the law asks for."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from portal.pages.models.editorial import EditorialPage


class LegalPage(EditorialPage):
    """Imprint, terms of use, privacy or accessibility. Accounts accept the terms by their `version`."""

    class Subject(models.TextChoices):
        IMPRINT = "imprint", _("imprint")
        TERMS = "terms", _("terms of use")
        PRIVACY = "privacy", _("privacy")
        ACCESSIBILITY = "accessibility", _("accessibility")

    subject = models.CharField(_("subject"), max_length=16, choices=Subject)
    version = models.CharField(_("version"), max_length=20, blank=True)

    page_description = _("Imprint, terms of use, privacy or accessibility.")
    template = "pages/legal_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("subject"),
        FieldPanel("version"),
        *EditorialPage.text_panels,
    ]

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")
