"""What is read by programs: feeds, sitemaps and what crawlers are asked."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page

from portal.pages import sitemaps
from portal.pages.addresses import absolute
from portal.pages.editions import public_pages
from portal.pages.feeds import WITH_A_FEED, atom, feed_of, json_feed
from portal.vocabulary.languages import current_language

_FEEDS = {"atom": (atom, "application/atom+xml; charset=utf-8"), "json": (json_feed, "application/feed+json")}


@require_safe
@conditional_page
def feed(request: HttpRequest, path: str, written: str) -> HttpResponse:
    """The feed of the list at `path`, or of everything below the home page."""
    way = Page.route_for_request(request, path)
    if way is None:
        raise Http404
    page, _args, kwargs = way
    if leads_to := kwargs.get("leads_to"):
        return redirect(f"{leads_to}feed.{written}")
    if not isinstance(page, WITH_A_FEED) or not public_pages().filter(pk=page.pk).exists():
        raise Http404
    write, content_type = _FEEDS[written]
    made = feed_of(page, current_language())
    response = HttpResponse(write(made, absolute(request.path)), content_type=content_type)
    response["Last-Modified"] = http_date(made.updated.timestamp())
    return response


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps there are."""
    return HttpResponse(sitemaps.index(), content_type="application/xml")


@require_safe
def sitemap(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One piece of the map of one language."""
    written = sitemaps.sitemap(language, number)
    if written is None:
        raise Http404
    return HttpResponse(written, content_type="application/xml")


@require_safe
def sitemap_of_things(request: HttpRequest, language: str, name: str, number: int) -> HttpResponse:
    """One piece of the map of what a room above has pages of."""
    written = sitemaps.sitemap_of_things(language, name, number)
    if written is None:
        raise Http404
    return HttpResponse(written, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may fetch. A demonstration is not to be found at all."""
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        closed = ["/admin/", *(f"/{code}/account/" for code, _name in settings.LANGUAGES)]
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
        lines.append(f"Sitemap: {absolute('/sitemap.xml')}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
