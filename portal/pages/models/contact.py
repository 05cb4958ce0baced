"""Writing to the people who run the portal."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.pages.contact_form import ContactForm
from portal.pages.models.editorial import EditorialPage
from portal.pages.models.imprint import ImprintSettings


class ContactPage(EditorialPage):
    """Who to turn to, and a form. The form is sent to a view of its own, for this page is cached."""

    page_description = _("Who to write to, with a form.")
    template = "pages/contact_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`form` may be given: one that was sent and could not be accepted."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        form = kwargs.get("form") or ContactForm()
        return context | {"form": form, "imprint": ImprintSettings.of(request)}
