"""The desks of operators and coordinators."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus import MenuItem as Action
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from network.models import Network
from network.permissions import may_appoint


class NetworkList(IndexView):
    def get_list_more_buttons(self, instance: Network) -> list[Action]:
        buttons: list[Action] = super().get_list_more_buttons(instance)
        if may_appoint(self.request.user):
            url = reverse("network_desk:coordinators", args=[instance.pk])
            buttons.insert(0, Action(_("Coordinators"), url=url, icon_name="group", priority=5))
        return buttons


class NetworkViewSet(SnippetViewSet):
    model = Network
    icon = "group"
    menu_label = _("Networks")
    add_to_admin_menu = True
    menu_order = 710
    index_view_class = NetworkList
    list_display = ["__str__", "code", "kind"]
    list_filter = ["kind"]
    ordering = ["kind", "code"]


register_snippet(NetworkViewSet)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("network/", include("network.desk.urls"))]


class ForDecidersItem(MenuItem):
    """An entry for whoever decides for a network."""

    def is_shown(self, request: HttpRequest) -> bool:
        return Network.objects.decided_by(request.user).exists()


def _register_item(name: str, label: Any, icon: str, order: int) -> None:
    @hooks.register("register_admin_menu_item")
    def item() -> MenuItem:
        return ForDecidersItem(label, reverse(f"network_desk:{name}"), name=name, icon_name=icon, order=order)


_register_item("applications", _("Applications"), "mail", 20)
_register_item("members", _("Members"), "group", 30)
_register_item("gaps", _("Knowledge and gaps"), "table", 38)
_register_item("sleeping", _("Sleeping profiles"), "time", 39)
_register_item("figures", _("Figures by month"), "history", 40)
_register_item("pages", _("Network pages"), "doc-full", 37)
_register_item("invitations", _("Invitations"), "mail", 35)
