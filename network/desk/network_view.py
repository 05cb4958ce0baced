"""A page of the desk about one network, chosen among those that one decides for."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from network.desk.access import ForDeciders
from network.models import Network


class NetworkView(ForDeciders, WagtailAdminTemplateMixin, TemplateView):
    """The first of one's own where nothing was chosen."""

    request: HttpRequest
    url_name = ""

    @cached_property
    def network(self) -> Network:
        asked = self.request.GET.get("network", "")
        return next((one for one in self.networks if one.code == asked), self.networks[0])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.page_title, "sublabel": str(self.network)}
        return [*super().get_breadcrumbs_items(), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        others = [(one, f"{reverse(self.url_name)}?network={one.code}") for one in self.networks]
        return {**context, "network": self.network, "choices": others if len(others) > 1 else []}
