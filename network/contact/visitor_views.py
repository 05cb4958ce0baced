"""What a visitor without account has behind the link in her mail: her conversation, and a way to report it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from network.actions.conversations import (
    NotReachedError,
    TooManyError,
    block,
    confirm_conversation,
    unblock,
    write_on,
)
from network.contact.forms import AnswerForm
from network.contact.links import conversation_behind
from network.contact.sides import Side
from network.contact.views import shown, why_not
from network.models import Conversation
from network.reporting import conversation_seen_from
from portal.accounts.links import LinkExpiredError
from portal.moderation.views import report_thing
from portal.operations.same_origin import same_origin


@never_cache
def visitor(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a first message, read the answers, write on, or have it end."""
    try:
        found = conversation_behind(token)
    except LinkExpiredError:
        return render(request, "network/contact/over.html", status=410)
    deed = request.POST.get("deed", "")
    form = AnswerForm(request.POST if deed == "answer" else None)
    try:
        if said := _do(found, deed, form):
            messages.success(request, said)
            return redirect("network:visitor", token)
    except (NotReachedError, TooManyError) as error:
        if not form.is_bound:
            return render(request, "network/contact/not_reached.html", {"member": found.member}, status=409)
        form.add_error(None, why_not(error, found.member.name))
    template = "visitor" if found.confirmed else "confirm"
    context = shown(found, Side.WRITER) | {"form": form, "token": token}
    return render(request, f"network/contact/{template}.html", context, status=422 if form.errors else 200)


@never_cache
@same_origin
def report(request: HttpRequest, token: str) -> HttpResponse:
    """Report what the member wrote; her address is proved by the link."""
    try:
        found = conversation_behind(token)
    except LinkExpiredError:
        return render(request, "network/contact/over.html", status=410)
    if not found.confirmed:
        return redirect("network:visitor", token)
    thing = conversation_seen_from(Side.WRITER, found)
    return report_thing(request, thing, back=reverse("network:visitor", args=[token]), address=found.visitor_address)


def _do(conversation: Conversation, deed: str, form: AnswerForm) -> str:
    """Do what a button asks for and give the words that say so; none where nothing was done."""
    if deed == "confirm":
        confirm_conversation(conversation)
        return _("Your message is on its way.")
    if deed == "block":
        block(conversation, acting_user=None)
        return _("Blocked. Nothing reaches you from there any more.")
    if deed == "unblock":
        unblock(conversation, acting_user=None)
        return _("You can write to each other again.")
    if deed == "answer" and form.is_valid():
        write_on(conversation, form.cleaned_data["text"], acting_user=None)
        return _("Your answer is on its way.")
    return ""
