"""The project and its outcomes."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from portal.pages.models.editorial import EditorialPage


class ProjectPage(EditorialPage):
    """What the project is. Its outcomes are the pages below it."""

    page_description = _("What the project is; its outcomes are pages below it.")
    template = "pages/project_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")


class OutcomePage(EditorialPage):
    """One outcome of the project, and where it is to be had."""

    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])

    page_description = _("One outcome of the project, and where to find it.")
    template = "pages/outcome_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.ProjectPage"]
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("number"), *EditorialPage.text_panels]

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
