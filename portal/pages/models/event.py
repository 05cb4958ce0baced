"""What is on."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import Page

from portal.pages.models.editorial import EditorialPage


class EventIndexPage(EditorialPage):
    """What is on, and what was."""

    page_description = _("What is on, and what was.")
    template = "pages/event_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.EventPage"]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


class EventPage(EditorialPage):
    """One event. `timezone` is where it takes place, an IANA name; an event online has no place."""

    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    timezone = models.CharField(_("time zone"), max_length=40, default="Europe/Paris")
    place = models.CharField(_("place"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    online_url = models.URLField(_("link for taking part online"), blank=True)
    registration_url = models.URLField(_("link for registering"), blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)

    page_description = _("One event: when, where, and how to take part.")
    template = "pages/event_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends"), FieldPanel("timezone")]),
        FieldPanel("place"),
        FieldPanel("address"),
        FieldPanel("country"),
        FieldPanel("online_url"),
        FieldPanel("registration_url"),
        FieldPanel("languages"),
        *EditorialPage.text_panels,
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="event_ends_after_it_starts")]
