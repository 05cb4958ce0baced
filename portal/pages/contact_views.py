"""The form for writing to the people who run the portal."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from portal.operations.rate_limits import RateLimit
from portal.operations.same_origin import same_origin_post
from portal.pages.contact import send_contact_message
from portal.pages.contact_form import ContactForm
from portal.pages.models import ContactPage, ImprintSettings
from portal.vocabulary.languages import current_language

_MESSAGES = RateLimit("contact message", per_address=5, per_network=20, seconds=3600)


@same_origin_post
def send_message(request: HttpRequest) -> HttpResponseBase:
    """Send a visitor's message; one that cannot be sent comes back with what was written and why."""
    language = current_language()
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
    return render(request, "pages/message_sent.html")
