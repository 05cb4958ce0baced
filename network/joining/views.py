"""Applying to a network, answering it, leaving it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.actions.joining import (
    NotReadyError,
    answer_question,
    apply_to_network,
    leave_network,
    withdraw_application,
)
from network.joining.forms import AnswerForm, ApplicationForm
from network.models import Member, Membership, Network
from network.my_profile.stations import Station, station_named
from network.requirements import Requirement, missing_for
from network.states import Event, ImpossibleTransitionError, MembershipState
from portal.accounts.models import User

_STATION_OF = {
    Requirement.INTRODUCTION: "introduction",
    Requirement.COUNTRY: "places",
    Requirement.LANGUAGES: "places",
    Requirement.EXPERTISE: "expertise",
    Requirement.EXPOSURE: "exposure",
}


@login_required
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """Apply to a network, or read what the profile still lacks for that."""
    assert isinstance(request.user, User)
    network = get_object_or_404(Network, code=code)
    member = Member.objects.of(request.user).first()
    if member is None:
        return render(request, "network/joining/begin.html", {"network": network})
    if missing := missing_for(member, network):
        context = {"network": network, "missing": [(one.label, _station(one)) for one in missing]}
        return render(request, "network/joining/missing.html", context)
    nominations = list(member.nominations.select_related("network")) if network.is_european else []
    form = ApplicationForm(network, nominations, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _apply(request, member, network, form)
    membership = member.memberships.filter(network=network).first()
    context = {"network": network, "form": form, "membership": membership, "nominations": nominations}
    return render(request, "network/joining/apply.html", context)


def _apply(request: HttpRequest, member: Member, network: Network, form: ApplicationForm) -> HttpResponse:
    assert isinstance(request.user, User)
    said = form.cleaned_data
    try:
        apply_to_network(
            member, network, said["motivation"], evidence=said.get("evidence", ""), acting_user=request.user
        )
    except ImpossibleTransitionError:
        messages.info(request, _("You have applied there already, or belong there."))
    except NotReadyError:
        messages.warning(request, _("Something in your profile changed meanwhile. Please look once more."))
        return redirect("network:apply", network.code)
    else:
        messages.success(request, _("Your application is on its way. We write to you as soon as it is decided."))
    return redirect("network:my_profile")


def _station(requirement: Requirement) -> Station | None:
    return station_named(_STATION_OF[requirement])


@login_required
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer what a network asked before it decides."""
    assert isinstance(request.user, User)
    membership = _own_membership(request, code)
    question = membership.events.filter(event=Event.ASKED).last()
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            answer_question(membership, form.cleaned_data["answer"], acting_user=request.user)
        except ImpossibleTransitionError:
            messages.info(request, _("This question is answered or settled already."))
        else:
            messages.success(request, _("Your answer is on its way."))
        return redirect("network:my_profile")
    if membership.state != MembershipState.ASKED or question is None:
        return redirect("network:my_profile")
    context = {"network": membership.network, "question": question, "form": form}
    return render(request, "network/joining/answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Leave a network, or take an application back: one button, after a page that says what follows."""
    assert isinstance(request.user, User)
    membership = _own_membership(request, code)
    is_member = membership.state == MembershipState.ACTIVE
    if request.method != "POST":
        context = {"network": membership.network, "is_member": is_member, "membership": membership}
        return render(request, "network/joining/leave.html", context)
    try:
        (leave_network if is_member else withdraw_application)(membership, acting_user=request.user)
    except ImpossibleTransitionError:
        messages.info(request, _("That has happened already."))
    else:
        left = _("You have left this network.") if is_member else _("Your application is withdrawn.")
        messages.success(request, left)
    return redirect("network:my_profile")


def _own_membership(request: HttpRequest, code: str) -> Membership:
    own = Membership.objects.of(request.user).select_related("member__user", "network")
    return get_object_or_404(own, network__code=code)
