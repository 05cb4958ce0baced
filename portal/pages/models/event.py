"""What is on."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import Page

from portal.pages.choices import country_choices, zone_choices
from portal.pages.event_form import EventPageForm
from portal.pages.event_times import When, when
from portal.pages.fields import LanguagesField
from portal.pages.models.editorial import EditorialPage
from portal.pages.querysets import EventPageManager
from portal.vocabulary.languages import current_language

_PAST_A_PAGE = 12


class EventIndexPage(EditorialPage):
    """What is on, and what was."""

    page_description = _("What is on, and what was.")
    template = "pages/event_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.EventPage"]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        events = EventPage.objects.below(self).read_in(current_language()).select_related("locale")
        past = Paginator(events.past(), _PAST_A_PAGE).get_page(request.GET.get("page"))
        return context | {"upcoming": events.upcoming(), "past": past}


class EventPage(EditorialPage):
    """One event. `timezone` is where it takes place, an IANA name; an event online has no place.

    Editors write its times as the clocks show them there.
    """

    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    timezone = models.CharField(_("time zone"), max_length=40, default="Europe/Paris", choices=zone_choices)
    cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("The event stays on the portal and in calendars, marked as cancelled."),
    )
    place = models.CharField(_("place"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    online_url = models.URLField(_("link for taking part online"), blank=True)
    registration_url = models.URLField(_("link for registering"), blank=True)
    languages = LanguagesField(_("languages spoken"), default=list, blank=True)

    objects: ClassVar[EventPageManager] = EventPageManager()

    page_description = _("One event: when, where, and how to take part.")
    base_form_class = EventPageForm
    template = "pages/event_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends"), FieldPanel("timezone")]),
        FieldPanel("cancelled"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("address"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("online_url"), FieldPanel("registration_url")]),
        FieldPanel("languages", heading=_("Languages spoken")),
        *EditorialPage.text_panels,
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The event ends before it starts. Correct one of the two times."),
            )
        ]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def starts_there(self) -> datetime:
        return self.starts.astimezone(self.zone)

    @property
    def ends_there(self) -> datetime:
        return self.ends.astimezone(self.zone)

    @property
    def when(self) -> When:
        """Its date and time in words, in the current language."""
        return when(self.starts_there, self.ends_there, current_language())

    @property
    def is_over(self) -> bool:
        return self.ends < timezone.now()

    @property
    def takes_registrations(self) -> bool:
        """Whether one can still register: until it starts, unless it is cancelled."""
        return bool(self.registration_url) and not self.cancelled and self.starts > timezone.now()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        index = EventIndexPage.objects.above(self).read_in(current_language()).first()
        return context | {"index": index}
