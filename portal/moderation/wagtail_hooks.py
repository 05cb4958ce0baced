"""The desk's place in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.moderation.desk import CaseList, CaseView, FiguresView
from portal.moderation.permissions import may_moderate

_urls: list[URLPattern] = [
    path("", CaseList.as_view(), name="cases"),
    path("results/", CaseList.as_view(results_only=True), name="cases_results"),
    path("figures/", FiguresView.as_view(), name="figures"),
    path("<int:pk>/", CaseView.as_view(), name="case"),
]


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("moderation/", include((_urls, "moderation_desk")))]


class ForModeratorsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)


@hooks.register("register_admin_menu_item")
def reports_item() -> MenuItem:
    return ForModeratorsItem(
        _("Reported content"), reverse("moderation_desk:cases"), name="moderation", icon_name="warning", order=40
    )
