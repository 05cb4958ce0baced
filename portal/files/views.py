"""Sending files."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.static import serve
from wagtail.documents.views.serve import serve as serve_document

from portal.files.models import PortalRendition

_DAY_SECONDS = 86_400


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture at one size. One in a private collection is not there for whoever may not see the collection."""
    if "\0" in path:
        raise Http404
    name = f"images/{path}"
    rendition = get_object_or_404(PortalRendition.objects.select_related("image__collection"), file=name)
    restrictions = rendition.image.collection.get_view_restrictions()
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    if restrictions:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=_DAY_SECONDS)
    return response


def document(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """A document, as Wagtail serves it but for one header: it names an encoding "None", which there is not."""
    response: HttpResponseBase = serve_document(request, key, name)
    if response.get("Content-Encoding") == "None":
        # Most are compressed already, and so each is sent with its length.
        response["Content-Encoding"] = "identity"
    return response
