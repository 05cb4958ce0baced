"""Forms on cached pages carry no token. Their views ask the browser where a form was sent from instead."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


def same_origin(view: View[Arguments]) -> View[Arguments]:
    """A view that takes a POST from a page of this very host alone; from elsewhere the answer is 403.

    Browsers send `Origin` with every POST, and `null` where they hide it; `Referer` is asked where an
    old one does not. Such a view needs no cookie, so it may only start what a mail confirms or a person reads.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
        if request.method == "POST" and not is_from_here(request):
            raise PermissionDenied(
                _("This form was sent from another site. Please open its page here and send it again.")
            )
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)


def same_origin_post(view: View[Arguments]) -> View[Arguments]:
    """The same for a view that is for POST alone."""
    return same_origin(require_POST(view))


def is_from_here(request: HttpRequest) -> bool:
    """Whether the request names this host, by the same scheme, as where it comes from."""
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(source)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
