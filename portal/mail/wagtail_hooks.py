"""The operators' desk for mail: what waits and what failed, and why. It shows no text of a mail."""

from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus import MenuItem as Action
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from portal.mail.models import OutgoingMail
from portal.mail.outbox import retry
from portal.mail.permissions import may_see


class MailIndexView(generic.IndexView):
    model = OutgoingMail
    page_title = _("E-mails not sent yet")
    list_display: ClassVar[list[str]] = [
        "kind", "address", "subject", "state", "attempts", "reason", "created", "next_attempt_at"
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["state", "kind"]
    default_ordering = "-created"
    any_permission_required: ClassVar[list[str]] = ["view", "delete", "retry"]
    retry_url_name = ""

    def get_list_more_buttons(self, instance: OutgoingMail) -> list[Action]:
        buttons: list[Action] = super().get_list_more_buttons(instance)
        if self.user_has_permission("retry"):
            url = reverse(self.retry_url_name, args=[instance.pk])
            buttons.insert(0, Action(_("Try again"), url=url, icon_name="rotate", priority=5))
        return buttons


class MailRetryView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = OutgoingMail
    page_title = _("Try again")
    template_name = "mail/desk/retry.html"
    permission_required = "retry"
    index_url_name = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mail = get_object_or_404(OutgoingMail, pk=self.kwargs["pk"])
        context: dict[str, Any] = super().get_context_data(mail=mail, index_url=reverse(self.index_url_name), **kwargs)
        return context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        retry(get_object_or_404(OutgoingMail, pk=pk), acting_user=request.user)
        messages.success(request, _("The e-mail will be sent in a moment."))
        return redirect(self.index_url_name)


class MailViewSet(ViewSet):
    name = "mails"
    icon = "mail"
    menu_label = _("E-mails")
    menu_order = 900
    add_to_settings_menu = True

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {f"{name}_url_name": self.get_url_name(name) for name in ("index", "index_results", "retry", "delete")}
        return {"header_icon": self.icon, **names, **kwargs}

    def get_urlpatterns(self) -> list[URLPattern]:
        index, delete = MailIndexView, generic.DeleteView
        return [
            path("", self.construct_view(index), name="index"),
            path("results/", self.construct_view(index, results_only=True), name="index_results"),
            path("<int:pk>/retry/", self.construct_view(MailRetryView), name="retry"),
            path("<int:pk>/delete/", self.construct_view(delete, model=OutgoingMail), name="delete"),
        ]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: may_see(request.user)
        return item


@hooks.register("register_admin_viewset")
def mail_viewset() -> MailViewSet:
    return MailViewSet()


@hooks.register("register_permissions")
def mail_permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(content_type__app_label="mail", content_type__model="outgoingmail")
