"""Writing to a member, and the conversations of an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from network.actions.conversations import (
    NotReachedError,
    TooManyError,
    begin_conversation,
    block,
    mark_seen,
    unblock,
    write_as_visitor,
    write_on,
)
from network.contact.forms import AnswerForm, MessageForm, VisitorMessageForm
from network.contact.limits import VISITORS
from network.contact.permissions import may_write_on, may_write_to, side_of
from network.contact.sides import Side
from network.models import Conversation, Member
from portal.accounts.models import User
from portal.mail import seen
from portal.operations.same_origin import same_origin
from portal.vocabulary.languages import current_language


@same_origin
def write(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write to a member; an account goes on where it has written to her before."""
    user = request.user
    member = get_object_or_404(Member.objects.visible_to(user).select_related("user"), pk=pk)
    if member.user == user:
        return redirect(member)
    before = Conversation.objects.between(user, member).visible_to(user).first()
    if before is not None:
        return redirect("network:conversation", before.pk)
    if not may_write_to(user, member):
        return render(request, "network/contact/not_reached.html", {"member": member})
    kind = MessageForm if user.is_authenticated else VisitorMessageForm
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (sent := _send(request, member, form)):
        return sent
    status = 422 if form.errors else 200
    return render(request, "network/contact/write.html", {"member": member, "form": form}, status=status)


def _send(request: HttpRequest, member: Member, form: MessageForm | VisitorMessageForm) -> HttpResponse | None:
    """Where to go once the message is sent; None where it was not, and the form says why."""
    said = form.cleaned_data
    text, shows_address = said["text"], said["shows_address"]
    try:
        if isinstance(request.user, User):
            begun = begin_conversation(member, text, shows_address=shows_address, acting_user=request.user)
            messages.success(request, _("Your message is on its way."))
            return redirect("network:conversation", begun.pk)
        if not VISITORS.allows(request):
            raise TooManyError
        write_as_visitor(
            member,
            text,
            name=said["name"],
            address=said["email"],
            shows_address=shows_address,
            language=current_language(),
        )
        seen.note(request, said["email"])
    except (NotReachedError, TooManyError) as error:
        form.add_error(None, why_not(error, member.name))
        return None
    return redirect("network:written", member.pk)


def written(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a visitor reads that a mail is on its way, which she has to answer."""
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=pk)
    return render(request, "network/contact/written.html", {"member": member})


@login_required
def conversations(request: HttpRequest) -> HttpResponse:
    """All conversations of an account, those first in which it has not read everything."""
    found = Conversation.objects.visible_to(request.user).with_people().in_overview(request.user)
    return render(request, "network/contact/conversations.html", {"conversations": found})


@login_required
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """One conversation, and a form to write on."""
    assert isinstance(request.user, User)
    found, side = _own(request.user, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            write_on(found, form.cleaned_data["text"], acting_user=request.user)
        except (NotReachedError, TooManyError) as error:
            form.add_error(None, why_not(error, found.name_of(side.other)))
        else:
            messages.success(request, _("Your answer is on its way."))
            return redirect("network:conversation", pk)
    mark_seen(found, acting_user=request.user)
    status = 422 if form.errors else 200
    context = shown(found, side) | {"form": form}
    return render(request, "network/contact/conversation.html", context, status=status)


@require_POST
@login_required
def set_blocked(request: HttpRequest, pk: int) -> HttpResponse:
    """Block the other side, or allow it to write again."""
    assert isinstance(request.user, User)
    found, _side = _own(request.user, pk)
    if request.POST.get("blocked"):
        block(found, acting_user=request.user)
        messages.success(request, _("Blocked. Nothing reaches you from there any more."))
    else:
        unblock(found, acting_user=request.user)
        messages.success(request, _("You can write to each other again."))
    return redirect("network:conversation", pk)


def shown(conversation: Conversation, side: Side) -> dict[str, object]:
    """What a page about a conversation says to one side."""
    return {
        "conversation": conversation,
        "side": side,
        "other": conversation.name_of(side.other),
        "said": conversation.messages.all(),
        "is_blocked_by_me": getattr(conversation, f"blocked_by_{side}"),
        "may_write_on": may_write_on(conversation, side),
        "address": conversation.writer_address if side == Side.MEMBER and conversation.shows_address else "",
    }


def why_not(error: Exception, name: str) -> str:
    """In words for whoever wrote, which stays in the form."""
    if isinstance(error, TooManyError):
        return _("That is a lot of messages in a short time. Please send this one later.")
    return _("%(name)s cannot be written to through the portal at the moment.") % {"name": name}


def _own(user: User, pk: int) -> tuple[Conversation, Side]:
    """A conversation of this account, and on which side it writes there."""
    found = get_object_or_404(Conversation.objects.visible_to(user).with_people(), pk=pk)
    side = side_of(user, found)
    assert side is not None
    return found, side
