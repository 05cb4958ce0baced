"""Calendars, and the form for writing to the people who run the portal."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.operations.rate_limits import RateLimit
from portal.operations.same_origin import same_origin_post
from portal.pages.addresses import address_in
from portal.pages.calendars import calendar_of
from portal.pages.contact import send_contact_message
from portal.pages.contact_form import ContactForm
from portal.pages.models import ContactPage, EventPage, ImprintSettings

_MESSAGES = RateLimit("contact message", per_address=5, per_network=20, seconds=3600)


def calendar(request: HttpRequest) -> HttpResponse:
    """All upcoming events, for calendars to subscribe to."""
    language = get_language() or "en"
    events = EventPage.objects.read_in(language).select_related("locale").upcoming()
    return _calendar_file(calendar_of(events, language, _("Migrapass: events")), "migrapass.ics")


def event(request: HttpRequest, key: str) -> HttpResponse:
    """One event, to be put into a calendar."""
    language = get_language() or "en"
    editions = EventPage.objects.read_in(language).select_related("locale")
    page = get_object_or_404(editions, translation_key=key)
    return _calendar_file(calendar_of([page], language, page.title), f"{page.slug}.ics")


def _calendar_file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@same_origin_post
def send_message(request: HttpRequest) -> HttpResponseBase:
    """Send a visitor's message; one that cannot be sent comes back with what was written and why."""
    language = get_language() or "en"
    page = get_object_or_404(ContactPage.objects.read_in(language))
    address = ImprintSettings.of(request).email
    form, status = ContactForm(request.POST), 422
    if form.is_valid() and address:
        if _MESSAGES.allows(request):
            send_contact_message(address, form.cleaned_data, language=language)
            return redirect("pages:message_sent")
        form.add_error(None, _("Many messages came from here within an hour. Please send yours again later."))
        status = 429
    context = page.get_context(request, form=form)
    return TemplateResponse(request, page.get_template(request), context, status=status)


def message_sent(request: HttpRequest) -> HttpResponse:
    """Thanks for a message."""
    page = ContactPage.objects.read_in(get_language() or "en").first()
    return render(request, "pages/message_sent.html", {"back": address_in(page, get_language() or "en") if page else ""})
