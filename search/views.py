"""The search page, and what is suggested while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from portal.vocabulary.languages import current_language
from search.addresses import elsewhere, results_page
from search.finding import find
from search.page.answer import answer, invitation
from search.page.emptiness import note_if_empty
from search.page.state import SiteSearch
from search.page.suggestions import suggestions
from search.queries import Viewer


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that can be found. The address is the whole state; a page past the last leads to the last."""
    viewer, language, base = Viewer.of(request.user), current_language(), reverse("search:search")
    asked = SiteSearch.read(request.GET)
    if there := elsewhere(request, asked, base):
        return there
    if asked.is_empty:
        context = invitation(viewer, language, base)
    else:
        results = find(asked.query(viewer, language))
        page = results_page(results)
        if page.number != asked.page:
            return redirect(base + asked.on_page(page.number).querystring)
        note_if_empty(request, asked, results)
        context = {"results_page": page, **answer(asked, results, base)}
    return push_url(render(request, "search/search.html", {"search": asked, **context}), base + asked.querystring)


@require_safe
@cache_control(private=True, no_store=True)
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment with what matches the text so far. No cache keeps it: what people type is theirs."""
    found = suggestions(request.GET, Viewer.of(request.user), current_language())
    return render(request, "search/suggestions.html", {"suggestions": found})
