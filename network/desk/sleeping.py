"""Profiles that nobody looks after."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from network.actions.nudging import SLEEPS_AFTER, is_left_alone, nudge
from network.desk.access import key_in
from network.desk.columns import name
from network.desk.network_view import NetworkView
from network.models import Member, Membership
from network.permissions import may_decide

_A_PAGE = 25


class SleepingView(NetworkView):
    """Who has not touched her profile for a year, with a button for a friendly mail to one or to all of a page."""

    template_name = "network/desk/sleeping.html"
    page_title = gettext_lazy("Sleeping profiles")
    header_icon = "time"
    url_name = "network_desk:sleeping"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        asleep = self.network.memberships.sleeping(timezone.now() - SLEEPS_AFTER)
        found = asleep.prefetch_related(Prefetch("member", queryset=Member.objects.with_profile()))
        page = Paginator(found, _A_PAGE).get_page(self.request.GET.get("page"))
        rows = [(one, name(one), self._may_be_nudged(one)) for one in page]
        return {**context, "page": page, "rows": rows}

    def _may_be_nudged(self, membership: Membership) -> bool:
        return not is_left_alone(membership.member) and may_decide(self.user, membership)

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = [key for key in map(key_in, request.POST.getlist("membership")) if key][:_A_PAGE]
        own = self.memberships().filter(network=self.network)
        told = sum(nudge(get_object_or_404(own, pk=key), acting_user=self.user) for key in chosen)
        said = ngettext("%(people)d person gets a friendly mail.", "%(people)d people get a friendly mail.", told)
        messages.success(request, said % {"people": told})
        return redirect(f"{reverse(self.url_name)}?network={self.network.code}")
