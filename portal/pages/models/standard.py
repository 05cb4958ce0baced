"""A page of text."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from portal.pages.models.editorial import EditorialPage


class StandardPage(EditorialPage):
    """A page of text."""

    page_description = _("A page of text, for anything that has no type of its own.")
    template = "pages/page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.StandardPage"]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
