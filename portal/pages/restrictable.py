"""Pages that may be kept from the public, in all their languages together."""

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.models import Page, PageViewRestriction

from portal.pages.querysets import restrictions_of


class RestrictablePage(Page):
    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return restrictions_of(self)

    def serve_password_required_response(self, request: HttpRequest, form: Form, action_url: str) -> TemplateResponse:
        """Ask for the password with nothing of the page around it: its head and its way down would tell its title."""
        return TemplateResponse(request, "pages/password_required.html", {"form": form, "action_url": action_url})
