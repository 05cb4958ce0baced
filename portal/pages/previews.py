"""Pages as editors see them before they publish."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from wagtail.models import Page


class FramedPreview(Page):
    """A page whose preview may stand in the editor's frame.

    A preview is asked for below `/admin/` but made as if the page itself were, so it carries the policy of
    public pages. All of that holds for it too, save that nobody may frame a public page.
    """

    class Meta:
        abstract = True

    @method_decorator(csp_replace({"frame-ancestors": [SELF]}))
    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response
