"""Events for calendars."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.pages.calendars import calendar_of
from portal.pages.models import EventPage
from portal.vocabulary.languages import current_language


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All upcoming events, for calendars to subscribe to."""
    language = current_language()
    events = EventPage.objects.read_in(language).select_related("locale").upcoming()
    return _file(calendar_of(events, language, _("Migrapass: events")), "migrapass.ics")


@require_safe
def event(request: HttpRequest, key: UUID) -> HttpResponse:
    """One event, to be put into a calendar."""
    language = current_language()
    page = get_object_or_404(EventPage.objects.read_in(language).select_related("locale"), translation_key=key)
    return _file(calendar_of([page], language, page.title), f"{page.slug}.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name) or "", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
