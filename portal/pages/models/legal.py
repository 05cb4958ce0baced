"""What the law asks for."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from portal.pages.models.editorial import EditorialPage
from portal.pages.models.imprint import ImprintSettings


class LegalPage(EditorialPage):
    """Imprint, terms of use, privacy or accessibility. Accounts accept the terms by their `version`."""

    class Subject(models.TextChoices):
        IMPRINT = "imprint", _("imprint")
        TERMS = "terms", _("terms of use")
        PRIVACY = "privacy", _("privacy")
        ACCESSIBILITY = "accessibility", _("accessibility")

    subject = models.CharField(_("topic"), max_length=16, choices=Subject)
    version = models.CharField(
        _("version"),
        max_length=20,
        blank=True,
        help_text=_("Whoever has an account is asked to accept the terms again when their version changes."),
    )

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

    def clean(self) -> None:
        super().clean()
        if self.subject == self.Subject.TERMS and not self.version.strip():
            raise ValidationError({"version": _("Give the terms a version, such as the date they apply from.")})
        others = LegalPage.objects.live().filter(subject=self.subject, locale=self.locale_id).exclude(pk=self.pk)
        if self.subject and others.exists():
            taken = _("There is already a published page on this subject in this language. Edit that one instead.")
            raise ValidationError({"subject": taken})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.subject == self.Subject.IMPRINT:
            context["imprint"] = ImprintSettings.of(request)
        return context
