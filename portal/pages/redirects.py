"""Former addresses of pages, and short ones that editors give."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

GetResponse = Callable[[HttpRequest], HttpResponse]


def redirects(get_response: GetResponse) -> GetResponse:
    """Middleware that follows the redirects kept for an address at which there is nothing.

    Wagtail's own also follows those to withdrawn pages. Two pages that once exchanged their slugs and
    were withdrawn then lead to each other without end.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        address = _address(request) if response.status_code == 404 else None
        return response if address is None else address

    return respond


def _address(request: HttpRequest) -> HttpResponse | None:
    asked = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    path = urlsplit(asked).path
    kept = get_redirect(request, asked) or (get_redirect(request, path) if path != asked else None)
    if kept is None or kept.link is None or (kept.redirect_page and not kept.redirect_page.live):
        return None
    leads = HttpResponsePermanentRedirect if kept.is_permanent else HttpResponseRedirect
    return leads(kept.link)
