"""One application or membership at the desk: who it is, what happened so far, and what can be done."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from network.actions.joining import (
    approve_membership,
    ask_applicant,
    decline_membership,
    nominate,
    remove_member,
)
from network.desk.access import ForDeciders
from network.desk.columns import profile_of
from network.desk.forms import Decision, DecisionForm, ReasonForm
from network.facets import TITLES
from network.models import Member, Membership
from network.permissions import may_decide, may_nominate
from network.profile import Profile
from network.states import WAITING, Event, ImpossibleTransitionError, MembershipState
from portal.vocabulary.languages import current_language, language_name


class MembershipView(ForDeciders, WagtailAdminTemplateMixin, TemplateView):
    """Shows the profile as the network reads it, every step so far, and the forms for the next one."""

    template_name = "network/desk/membership.html"
    header_icon = "user"

    @cached_property
    def membership(self) -> Membership:
        found = self.memberships().prefetch_related("events__by__member")
        membership: Membership = get_object_or_404(found, pk=self.kwargs["pk"])
        return membership

    @property
    def member(self) -> Member:
        return self.membership.member

    def get_page_title(self) -> str:
        return self.member.name if self._is_named else str(_("(hidden)"))

    @property
    def _is_named(self) -> bool:
        """Whoever applies gives her name; a member who hides from everybody hides it from coordinators as well."""
        return self.membership.state in WAITING or self._profile is not None

    @cached_property
    def _profile(self) -> Profile | None:
        return profile_of(self.membership)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        is_waiting = self.membership.state in WAITING
        page = (
            ("network_desk:applications", _("Applications")) if is_waiting else ("network_desk:members", _("Members"))
        )
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(page[0]), "label": page[1]},
            {"url": "", "label": self.get_page_title(), "sublabel": str(self.membership.network)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        membership, profile, language = self.membership, self._profile, current_language()
        user = self.member.user
        writes_in = language_name(user.language, language) if user else ""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "membership": membership,
            "profile": profile,
            "text": profile.text(language) if profile else None,
            "titles": TITLES,
            "events": [event for event in membership.events.all() if event.event != Event.EXPORTED],
            "nominations": self.member.nominations.select_related("network"),
            "language": writes_in,
            "was_invited": user is not None and membership.network.invitations.to(user.email).exists(),
            **self._forms(kwargs),
        }

    def _forms(self, given: dict[str, Any]) -> dict[str, Any]:
        """The forms for what can be done now; those that came back with errors as they were."""
        membership = self.membership
        forms: dict[str, Any] = {"is_own": not may_decide(self.user, membership)}
        if forms["is_own"]:
            return forms
        if membership.state in WAITING:
            return {**forms, "decision_form": given.get("decision_form") or DecisionForm()}
        if membership.state == MembershipState.ACTIVE:
            forms["removal_form"] = given.get("removal_form") or _removal_form()
            if may_nominate(self.user, self.member, membership.network):
                forms["nomination_form"] = given.get("nomination_form") or _nomination_form()
        return forms

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        deeds: dict[str, Callable[[], HttpResponse]] = {
            "decide": self._decide,
            "remove": self._remove,
            "nominate": self._nominate,
        }
        deed = deeds.get(request.POST.get("deed", ""))
        if deed is None:
            raise Http404
        try:
            return deed()
        except ImpossibleTransitionError:
            messages.warning(request, _("Somebody has decided about this meanwhile. This is how it stands now."))
            return redirect("network_desk:membership", pk)

    def _decide(self) -> HttpResponse:
        form = DecisionForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(decision_form=form), status=422)
        text = form.cleaned_data["text"]
        match Decision(form.cleaned_data["decision"]):
            case Decision.APPROVE:
                approve_membership(self.membership, welcome=text, acting_user=self.user)
                said = _("%(name)s is a member now.")
            case Decision.ASK:
                ask_applicant(self.membership, text, acting_user=self.user)
                said = _("%(name)s gets your question by e-mail.")
            case Decision.DECLINE:
                decline_membership(self.membership, text, acting_user=self.user)
                said = _("%(name)s gets your reason by e-mail.")
        return self._done(said, "network_desk:applications")

    def _remove(self) -> HttpResponse:
        form = _removal_form(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(removal_form=form), status=422)
        remove_member(self.membership, form.cleaned_data["text"], acting_user=self.user)
        return self._done(_("%(name)s is no longer a member."), "network_desk:members")

    def _nominate(self) -> HttpResponse:
        form = _nomination_form(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(nomination_form=form), status=422)
        nominate(self.member, self.membership.network, form.cleaned_data["text"], acting_user=self.user)
        return self._done(_("%(name)s is proposed as an expert."), "network_desk:members")

    def _done(self, said: Any, page: str) -> HttpResponse:
        messages.success(self.request, said % {"name": self.get_page_title()})
        return redirect(page)


def _removal_form(data: Any = None) -> ReasonForm:
    return ReasonForm(_("Why the membership ends"), data, prefix="removal")


def _nomination_form(data: Any = None) -> ReasonForm:
    return ReasonForm(_("What makes this person an expert"), data, prefix="nomination")
