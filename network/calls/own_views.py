"""What the author of a call does with it, and what an account has published and answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from network.actions.calls import (
    CallClosedError,
    TooManyCallsError,
    change_call,
    close_call,
    delete_call,
    publish_call,
    shortlist,
    thank_answerers,
)
from network.calls.forms import CallForm, ThanksForm
from network.calls.limits import OPEN_CALLS
from network.calls.permissions import may_publish
from network.calls.states import AnswerState
from network.calls.views import shown
from network.models import Call, CallAnswer, Member
from portal.accounts.models import User


@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """One's own calls, and those that one has answered."""
    own = Call.objects.of(request.user).with_answer_counts().order_by("-published", "-pk")
    answered = CallAnswer.objects.of(request.user).select_related("call").order_by("-sent", "-pk")
    may = may_publish(Member.objects.of(request.user).first())
    return render(request, "network/calls/my_calls.html", {"own": own, "answered": answered, "may_publish": may})


@login_required
def publish(request: HttpRequest) -> HttpResponse:
    """A new call."""
    assert isinstance(request.user, User)
    member = Member.objects.of(request.user).first()
    if member is None or not may_publish(member):
        return render(request, "network/calls/members_only.html")
    form = CallForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["expertises"]
        try:
            made = publish_call(member, form.columns, chosen, acting_user=request.user)
        except TooManyCallsError:
            most = {"most": OPEN_CALLS}
            form.add_error(None, _("You have %(most)d open calls. Close one before you publish another.") % most)
        else:
            messages.success(request, _("Your call is published."))
            return redirect(made)
    return render(request, "network/calls/write.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The call, written anew."""
    assert isinstance(request.user, User)
    call = _own(request, pk)
    form = CallForm(request.POST if request.method == "POST" else None, call)
    if form.is_bound and form.is_valid():
        try:
            change_call(call, form.columns, form.cleaned_data["expertises"], acting_user=request.user)
        except CallClosedError:
            messages.warning(request, _("This call is closed by now."))
        else:
            messages.success(request, _("Your changes are saved."))
        return redirect(call)
    context = {"form": form, "call": call}
    return render(request, "network/calls/write.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def set_shortlisted(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """Put an answer on one's short list, or take it off."""
    assert isinstance(request.user, User)
    found = get_object_or_404(_own(request, pk).answers.shown().select_related("call"), pk=answer)
    shortlist(found, is_on=found.state != AnswerState.SHORTLISTED, acting_user=request.user)
    return redirect(f"{found.call.get_absolute_url()}#answers")


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more answers."""
    assert isinstance(request.user, User)
    call = close_call(_own(request, pk), acting_user=request.user)
    messages.success(request, _("The call is closed."))
    return redirect(call)


@require_POST
@login_required
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the call and write to all who answered."""
    assert isinstance(request.user, User)
    call = _own(request, pk)
    form = ThanksForm(request.POST)
    if not form.is_valid():
        context = shown(request, call, thanks_form=form)
        return render(request, "network/calls/call.html", context, status=422)
    try:
        told = thank_answerers(call, form.cleaned_data["thanks"], acting_user=request.user)
    except CallClosedError:
        messages.warning(request, _("You have written to all who answered already."))
    else:
        said = ngettext("%(people)d person gets your words.", "%(people)d people get your words.", told)
        messages.success(request, said % {"people": told})
    return redirect(call)


@require_POST
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a call of one's own with its answers."""
    assert isinstance(request.user, User)
    delete_call(_own(request, pk), acting_user=request.user)
    messages.success(request, _("The call and its answers are deleted."))
    return redirect("network:own_calls")


def _own(request: HttpRequest, pk: int) -> Call:
    return get_object_or_404(Call.objects.of(request.user).with_all(), pk=pk)
