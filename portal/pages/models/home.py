"""The first page of each language."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.pages.previews import FramedPreview
from portal.pages.restrictable import RestrictablePage
from portal.pages.wayfinding import way_to
from portal.vocabulary.languages import current_language


class HomePage(RestrictablePage, FramedPreview):
    """The first page of one language. What stands below its headline is composed in `templates/home.html`."""

    headline = models.CharField(_("headline"), max_length=80)
    lead = models.TextField(_("lead"), max_length=300)

    page_description = _("The first page of a language; each language has one.")
    template = "home.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at an address; where this language has none there, what `way_to` finds.

        Wagtail asks the restrictions of the page that is routed to, so they hold at every address.
        """
        language = current_language()
        try:
            return super().route(request, path_components)
        except Http404:
            way = way_to(path_components, language) if path_components else None
            if way is None:
                raise
        # Not the request's path: that of a feed goes on behind the page's.
        if way.address not in ("", escape_uri_path(f"/{language}/{'/'.join(path_components)}/")):
            return RouteResult(self, kwargs={"leads_to": way.address})
        return RouteResult(way.page.specific)

    def serve(self, request: HttpRequest, *args: Any, leads_to: str = "", **kwargs: Any) -> HttpResponse:
        if leads_to:
            query = request.META.get("QUERY_STRING", "")
            return redirect(f"{leads_to}?{query}" if query else leads_to)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response
