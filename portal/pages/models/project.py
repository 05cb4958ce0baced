"""The project and its outcomes."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page

from portal.pages.addresses import address_of
from portal.pages.destinations import destination, destination_choices
from portal.pages.models.editorial import EditorialPage
from portal.vocabulary.languages import current_language


class ProjectPage(EditorialPage):
    """What the project is. Its outcomes are the pages below it."""

    page_description = _("What the project is; its outcomes are pages below it.")
    template = "pages/project_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        outcomes = OutcomePage.objects.below(self).read_in(current_language())
        return context | {"outcomes": outcomes.select_related("locale").order_by("number")}


class OutcomePage(EditorialPage):
    """One outcome of the project, and where to find it: a page, a view of the portal, or an address elsewhere."""

    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    leads_to_page = models.ForeignKey(
        Page, models.SET_NULL, verbose_name=_("a page"), null=True, blank=True, related_name="+"
    )
    leads_to_view = models.CharField(
        _("or a part of the portal"), max_length=40, blank=True, choices=destination_choices
    )
    leads_to_url = models.URLField(
        _("or an address elsewhere"), blank=True, validators=[URLValidator(schemes=["https"])]
    )
    leads_to_label = models.CharField(
        _("words on the button"), max_length=60, help_text=_("A verb says it best, such as “Read the portfolio”.")
    )

    page_description = _("One outcome of the project, and where to find it.")
    template = "pages/outcome_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.ProjectPage"]
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("number"),
        *EditorialPage.text_panels,
        MultiFieldPanel(
            [
                FieldPanel("leads_to_page"),
                FieldPanel("leads_to_view"),
                FieldPanel("leads_to_url"),
                FieldPanel("leads_to_label"),
            ],
            heading=_("where to find it"),
        ),
    ]

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(leads_to_view="", leads_to_url="")
                    | Q(leads_to_page__isnull=True, leads_to_url="")
                    | Q(leads_to_page__isnull=True, leads_to_view="")
                ),
                name="an_outcome_leads_to_one_place_at_most",
                violation_error_message=_(
                    "Choose one place only: a page, a part of the portal or an address elsewhere."
                ),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if not (self.leads_to_page_id or self.leads_to_view or self.leads_to_url):
            nowhere = _("Say where to find this outcome: choose a page, a part of the portal or an address elsewhere.")
            raise ValidationError({"leads_to_page": nowhere})
        same = OutcomePage.objects.filter(locale=self.locale_id, number=self.number).exclude(pk=self.pk)
        if self.number and same.exists():
            raise ValidationError({"number": _("Another outcome has this number. Choose one that is free.")})

    @property
    def leads_to(self) -> str:
        """The address of its button, empty where the page it led to is gone."""
        if self.leads_to_page:
            return address_of(self.leads_to_page, current_language())
        view = destination(self.leads_to_view)
        return view.url if view else self.leads_to_url

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = current_language()
        outcomes = list(OutcomePage.objects.beside(self).read_in(language).select_related("locale").order_by("number"))
        before = [one for one in outcomes if one.number < self.number]
        after = [one for one in outcomes if one.number > self.number]
        return context | {
            "project": ProjectPage.objects.above(self).read_in(language).first(),
            "outcomes": outcomes,
            "previous": before[-1] if before else None,
            "next": after[0] if after else None,
        }
