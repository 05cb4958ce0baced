"""The desk's invitations: who was invited, and inviting more."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from network.actions.invitations import (
    TooManyInvitedError,
    invite_guests,
    plan_invitations,
    take_invitation_back,
)
from network.desk.access import ForDeciders, key_in
from network.desk.invitation_forms import InviteForm, UnreadableError, unsealed
from network.invitations.limits import MOST_A_DAY
from network.invitations.querysets import InvitationQuerySet
from network.models import Invitation, Network
from portal.mail import seen


class InvitationList(ForDeciders, generic.IndexView):
    """Who was invited in the last 30 days. Older invitations are deleted."""

    model = Invitation
    any_permission_required = None
    page_title = gettext_lazy("Invitations")
    header_icon = "mail"
    template_name = "network/desk/invitations.html"
    index_url_name = "network_desk:invitations"
    index_results_url_name = "network_desk:invitations_results"
    default_ordering = ("-sent", "-pk")
    is_searchable = True
    search_fields = ("address", "name")
    show_other_searches = False

    def get_base_queryset(self) -> InvitationQuerySet:
        return Invitation.objects.decided_by(self.request.user).valid().select_related("network", "by__member")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Invite people"), reverse("network_desk:invite"), icon_name="plus")]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column("address", label=gettext_lazy("E-mail address"), accessor="address", sort_key="address"),
            Column("name", label=gettext_lazy("Name"), accessor="name"),
            Column("network", label=gettext_lazy("Network"), accessor="network"),
            Column("language", label=gettext_lazy("Language"), accessor="get_language_display"),
            Column("source", label=gettext_lazy("Where the address comes from"), accessor="source"),
            DateColumn("sent", label=gettext_lazy("Sent"), accessor="sent", sort_key="sent"),
            Column("answer", label=gettext_lazy("Answer"), accessor=_answer),
            _TakeBackColumn("take_back", label="", accessor="pk"),
        ]

    def post(self, request: HttpRequest) -> HttpResponse:
        own = Invitation.objects.decided_by(request.user)
        found = get_object_or_404(own, pk=key_in(request.POST.get("take_back", "")))
        take_invitation_back(found, acting_user=self.user)
        notices.success(request, _("The invitation is taken back, and the address deleted."))
        return redirect("network_desk:invitations")


class _TakeBackColumn(Column):
    cell_template_name = "network/desk/take_back.html"


def _answer(invitation: Invitation) -> str:
    def said(words: str, moment: datetime) -> str:
        return f"{words} ({moment.date().isoformat()})"

    if invitation.accepted:
        return said(_("accepted"), invitation.accepted)
    return said(_("none, reminded"), invitation.reminded) if invitation.reminded else _("none yet")


class InviteView(ForDeciders, WagtailAdminTemplateMixin, TemplateView):
    """Inviting in two steps: whom, and after a look at what would happen, sending."""

    template_name = "network/desk/invite.html"
    page_title = gettext_lazy("Invite people")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("network_desk:invitations"), "label": _("Invitations")}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "form": kwargs.get("form") or self._form()}

    def post(self, request: HttpRequest) -> HttpResponse:
        if "sealed" in request.POST:
            return self._send(request.POST["sealed"])
        form = self._form(request.POST, request.FILES)
        if not form.is_valid() or form.reading.errors:
            return self.render_to_response(self.get_context_data(form=form, reading=_reading(form)), status=422)
        plan = plan_invitations(form.cleaned_data["network"], form.reading.guests)
        context = {"plan": plan, "network": form.cleaned_data["network"], "note": form.cleaned_data["note"]}
        return self.render_to_response(self.get_context_data(form=form, sealed=form.sealed(), **context))

    def _form(self, *data: Any) -> InviteForm:
        return InviteForm(*data, user=self.user, networks=Network.objects.decided_by(self.user).in_order())

    def _send(self, sealed: str) -> HttpResponse:
        try:
            key, guests, note = unsealed(sealed)
        except UnreadableError:
            notices.warning(self.request, _("That was more than an hour ago. Please give the list again."))
            return redirect("network_desk:invite")
        network = get_object_or_404(Network.objects.decided_by(self.user), pk=key)
        try:
            invited = invite_guests(network, guests, note=note, acting_user=self.user)
        except TooManyInvitedError:
            most = {"most": MOST_A_DAY}
            notices.error(
                self.request,
                _("A network writes to %(most)d people a day at most. Please send the rest tomorrow.") % most,
            )
            return redirect("network_desk:invite")
        for invitation in invited:
            seen.note(self.request, invitation.address)
        said = ngettext("%(people)d person is invited.", "%(people)d people are invited.", len(invited))
        notices.success(self.request, said % {"people": len(invited)})
        return redirect("network_desk:invitations")


def _reading(form: InviteForm) -> Any:
    return getattr(form, "reading", None)
