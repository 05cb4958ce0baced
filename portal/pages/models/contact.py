"""Writing to the people who run the portal."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from portal.pages.models.editorial import EditorialPage


class ContactPage(EditorialPage):
    """Who to turn to, and a form."""

    page_description = _("Whom to turn to, with a form.")
    template = "pages/contact_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")
