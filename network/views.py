"""The directory, and the networks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import push_url

from network.answer import answer
from network.directory import DirectorySearch
from network.overview import overview
from portal.vocabulary.languages import current_language
from search.addresses import elsewhere, results_page
from search.finding import find
from search.queries import Viewer


def directory(request: HttpRequest) -> HttpResponse:
    """Find a peer. The address is the whole state; a page past the last leads to the last."""
    language, base = current_language(), reverse("network:directory")
    search = DirectorySearch.read(request.GET)
    if there := elsewhere(request, search, base):
        return there
    results = find(search.query(Viewer.of(request.user), language))
    page = results_page(results)
    if page.number != search.page:
        return redirect(base + search.on_page(page.number).querystring)
    context = {"search": search, "results_page": page, **answer(search, results, language, base)}
    return push_url(render(request, "network/directory.html", context), base + search.querystring)


def networks(request: HttpRequest) -> HttpResponse:
    """All networks, with how many of their members the reader may see."""
    return render(request, "network/networks.html", {"overview": overview(request)})
