"""The organisations that carry Migrapass."""

from itertools import groupby
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import Page

from portal.pages.choices import country_choices
from portal.pages.models.editorial import EditorialPage
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import current_language


class PartnerIndexPage(EditorialPage):
    """All partners, by country."""

    page_description = _("All partners, by country.")
    template = "pages/partner_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ProjectPage"]
    subpage_types: ClassVar[list[str]] = ["pages.PartnerPage"]

    class Meta:
        verbose_name = _("list of partners")
        verbose_name_plural = _("lists of partners")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = current_language()
        partners = PartnerPage.objects.below(self).read_in(language).select_related("locale")
        ordered = sorted(partners, key=lambda each: (country_name(each.country, language), each.title))
        return context | {"countries": [(code, list(each)) for code, each in groupby(ordered, lambda one: one.country)]}


class PartnerPage(EditorialPage):
    """One organisation. `role` is its part in the project: initiator, coordinator, or none for a partner."""

    class Role(models.TextChoices):
        INITIATOR = "initiator", _("initiator")
        COORDINATOR = "coordinator", _("coordinator")
        PARTNER = "partner", _("partner")

    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    city = models.CharField(_("city"), max_length=80)
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.PARTNER)
    website = models.URLField(_("website"), blank=True)

    page_description = _("One organisation that carries Migrapass.")
    template = "pages/partner_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.PartnerIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("country"), FieldPanel("city"), FieldPanel("role")]),
        FieldPanel("website"),
        *EditorialPage.text_panels,
    ]

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        index = PartnerIndexPage.objects.above(self).read_in(current_language()).first()
        return context | {"index": index}
