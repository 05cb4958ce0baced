"""The operators' desk for networks."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from network.models import Network


class NetworkViewSet(SnippetViewSet):
    model = Network
    icon = "group"
    menu_label = _("Networks")
    add_to_admin_menu = True
    menu_order = 710
    list_display = ["__str__", "code", "kind"]
    list_filter = ["kind"]
    ordering = ["kind", "code"]


register_snippet(NetworkViewSet)
