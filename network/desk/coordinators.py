"""Who coordinates a network, for operators."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from network.actions.coordinating import appoint_coordinator, dismiss_coordinator
from network.models import Membership, Network
from network.permissions import may_appoint
from portal.accounts.models import User


class CoordinatorForm(forms.Form):
    """A member of the network, by the address of her account: operators know that, and no other list of members."""

    email = forms.EmailField(label=_("E-mail address of the member’s account"))

    def __init__(self, network: Network, data: Any = None) -> None:
        super().__init__(data)
        self._network = network

    def clean_email(self) -> Membership:
        members = self._network.memberships.active()
        found: Membership | None = members.filter(member__user__email__iexact=self.cleaned_data["email"]).first()
        if found is None:
            raise forms.ValidationError(_("Nobody with this address is a member of this network."))
        return found


class CoordinatorsView(WagtailAdminTemplateMixin, TemplateView):
    """The coordinators of one network; adding one, and taking the role from one."""

    template_name = "network/desk/coordinators.html"
    page_title = _("Coordinators")
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_appoint(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def network(self) -> Network:
        return get_object_or_404(Network, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        networks = {"url": reverse(Network.snippet_viewset.get_url_name("list")), "label": _("Networks")}  # type: ignore[attr-defined]  # set by Wagtail
        here = {"url": "", "label": self.page_title, "sublabel": str(self.network)}
        return [*super().get_breadcrumbs_items(), networks, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        coordinators = self.network.memberships.coordinators().select_related("member__user").order_by("pk")
        given: dict[str, Any] = super().get_context_data(**kwargs)
        form = kwargs.get("form") or CoordinatorForm(self.network)
        return {**given, "network": self.network, "coordinators": coordinators, "form": form}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        assert isinstance(request.user, User)
        if "dismiss" in request.POST:
            coordinators = self.network.memberships.coordinators()
            dismiss_coordinator(get_object_or_404(coordinators, pk=request.POST["dismiss"]), acting_user=request.user)
            messages.success(request, _("The role is taken back."))
            return redirect("network_desk:coordinators", pk)
        form = CoordinatorForm(self.network, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        appoint_coordinator(form.cleaned_data["email"], acting_user=request.user)
        messages.success(request, _("The network has a new coordinator."))
        return redirect("network_desk:coordinators", pk)
