"""Keeping a search, and the searches one keeps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.accounts.models import User
from portal.accounts.sealing import UnreadableError, unseal
from portal.vocabulary.languages import current_language
from search.finding import find
from search.queries import Viewer
from search.saved.actions import (
    TooManySearchesError,
    change_search,
    delete_search,
    save_search,
    stop_alerts,
)
from search.saved.forms import SavedSearchForm
from search.saved.mails import STOPPING
from search.saved.models import SavedSearch
from search.saved.pages import search_page

_LONGEST = SavedSearch._meta.get_field("querystring").max_length or 0


@login_required
def save(request: HttpRequest, name: str) -> HttpResponse:
    """Keep the search that the address says, under a title made of its own words."""
    assert isinstance(request.user, User)
    page, language = search_page(name), current_language()
    if page is None:
        raise Http404
    state = page.state(request.GET)
    results = find(page.ask(state, Viewer.of(request.user), language))
    words = page.words(state, results, language)
    form = SavedSearchForm(request.POST if request.method == "POST" else None, title=", ".join(words) or page.title)
    back = page.url(state.querystring)
    if len(state.querystring) > _LONGEST:
        messages.warning(request, _("This search is too long to be kept. Take some filters off."))
        return redirect(back)
    if form.is_bound and form.is_valid():
        title, rhythm = form.chosen
        try:
            save_search(page, state.querystring, title, rhythm, acting_user=request.user)
        except TooManySearchesError:
            form.add_error(None, _("You keep 50 searches already. Delete one that you no longer need."))
        else:
            messages.success(request, _("Saved. You find it among your searches."))
            return redirect(back)
    context = {"form": form, "words": words, "total": results.total, "back": back}
    return render(request, "search/saved/save.html", context, status=422 if form.errors else 200)


@login_required
def saved(request: HttpRequest) -> HttpResponse:
    """All searches that one keeps."""
    kept = [(one, search_page(one.page)) for one in SavedSearch.objects.of(request.user)]
    searches = [(one, page.url(one.querystring) if page else "") for one, page in kept]
    return render(request, "search/saved/saved.html", {"searches": searches})


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another title, or another rhythm."""
    assert isinstance(request.user, User)
    search = get_object_or_404(SavedSearch.objects.of(request.user), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = SavedSearchForm(data, title=search.title, rhythm=search.rhythm)
    if form.is_bound and form.is_valid():
        change_search(search, *form.chosen, acting_user=request.user)
        messages.success(request, _("Your changes are saved."))
        return redirect("search:saved")
    context = {"form": form, "search": search}
    return render(request, "search/saved/change.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep it no longer."""
    assert isinstance(request.user, User)
    search = get_object_or_404(SavedSearch.objects.of(request.user), pk=pk)
    delete_search(search, acting_user=request.user)
    messages.success(request, _("Deleted: %(title)s.") % {"title": search.title})
    return redirect("search:saved")


# The button of a mail program sends no token (RFC 8058); the key in the address is what allows it.
@csrf_exempt
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in a mail about what is new: a button that stops these mails, without signing in."""
    try:
        search = SavedSearch.objects.get(pk=int(unseal(STOPPING, token)))
    except (UnreadableError, SavedSearch.DoesNotExist):
        return render(request, "search/saved/stopped.html", {"is_gone": True}, status=410)
    if request.method != "POST":
        return render(request, "search/saved/stop.html", {"search": search})
    stop_alerts(search)
    return render(request, "search/saved/stopped.html", {"search": search})
