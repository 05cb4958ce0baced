"""The directory and the profile."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_htmx.http import push_url

from network import facets
from network.directory import SORTS, DirectorySearch
from network.map import stations
from network.models import Member
from network.overview import overview
from network.profile import profile_for, reader_of
from portal.vocabulary.languages import Level, current_language
from search.finding import find
from search.queries import Viewer


def directory(request: HttpRequest) -> HttpResponse:
    """Find a peer. The address is the whole state, and is written in one way only.

    A form leaves empty fields in it, so they are taken out: by a redirect, or for htmx by telling
    which address to show. A page past the last leads to the last.
    """
    language, base = current_language(), reverse("network:directory")
    search = DirectorySearch.read(request.GET)
    if not request.headers.get("HX-Request") and not search.is_written_as(request.META["QUERY_STRING"]):
        return redirect(base + search.querystring)
    query = search.query(Viewer.of(request.user), language)
    results = find(query)
    # The catalogue has cut the page out already.
    results_page = Paginator(range(results.total), query.page_size).get_page(search.page)
    if results_page.number != search.page:
        return redirect(base + search.on_page(results_page.number).querystring)
    context = {
        "search": search,
        "results": results,
        "groups": facets.groups(search, results, language),
        "chips": facets.chips(search, results, language, base),
        "loosening": facets.loosening(search, query, results, language, base),
        "results_page": results_page,
        "first_page_url": base + search.on_page(1).querystring,
        "list_url": base + search.viewed("list").querystring,
        "map_url": base + search.viewed("map").querystring,
        "stations": stations.of_counts(results.facets["works_in"], search, base),
        "levels": Level.choices,
        "sorts": [(sort.value, sort.label) for sort in SORTS],
    }
    return push_url(render(request, "network/directory.html", context), base + search.querystring)


def member(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """One profile, as far as the reader may see it; somebody who hides is not found."""
    person = get_object_or_404(Member.objects.visible_to(request.user).with_profile(), pk=pk)
    if request.path != person.get_absolute_url():
        return redirect(person, permanent=True)
    reader = reader_of(person, request.user)
    profile = profile_for(person, reader)
    if profile is None:
        raise Http404
    text = profile.text(current_language())
    others = [other for other in profile.texts.values() if other != text]
    return render(
        request, "network/member.html", {"profile": profile, "reader": reader, "text": text, "other_texts": others}
    )


def networks(request: HttpRequest) -> HttpResponse:
    """All networks, with how many of their members the reader may see."""
    return render(request, "network/networks.html", {"overview": overview(request)})
