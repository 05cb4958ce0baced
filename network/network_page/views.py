"""The page of a network, and its leaflet."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from network.joining.overview import standing_of
from network.models import Membership, Network
from network.network_page.facts import coordinators_of, default_introduction, facts_of, words_of
from network.network_page.leaflet import leaflet_of
from portal.vocabulary.languages import current_language
from search.queries import Viewer


def network(request: HttpRequest, code: str) -> HttpResponseBase:
    """Who forms a network, who coordinates it, what is new there, and how to join it."""
    found = get_object_or_404(Network, code__iexact=code)
    if found.code != code:
        return redirect(found, permanent=True)
    language = current_language()
    context = {
        "network": found,
        "words": words_of(found, language),
        "introduction": default_introduction(found),
        "facts": facts_of(found, Viewer.of(request.user), language),
        "coordinators": coordinators_of(found, request.user),
        "standing": standing_of(Membership.objects.of(request.user).filter(network=found).first(), found),
    }
    return render(request, "network/network/network.html", context)


@require_safe
def leaflet(request: HttpRequest, code: str) -> HttpResponse:
    """The network's leaflet in the language of the address, to be printed."""
    found, language = get_object_or_404(Network, code=code), current_language()
    response = HttpResponse(leaflet_of(found, language), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="migrapass-{found.code.lower()}-{language}.pdf"'
    return response
