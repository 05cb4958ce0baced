"""The directory and the profile."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_htmx.http import push_url

from network.answer import answer
from network.directory import DirectorySearch
from network.facets import TITLES
from network.models import Member
from network.overview import overview
from network.profile import profile_for, reader_of
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
    context = {"profile": profile, "reader": reader, "text": text, "other_texts": others, "titles": TITLES}
    return render(request, "network/member.html", context)


def networks(request: HttpRequest) -> HttpResponse:
    """All networks, with how many of their members the reader may see."""
    return render(request, "network/networks.html", {"overview": overview(request)})
