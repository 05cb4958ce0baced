"""What the addresses of lists of results have in common: each is written in one way, and its last page is the last."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from search.finding import Results
from search.state import SearchState


def elsewhere(request: HttpRequest, state: SearchState, base: str) -> HttpResponse | None:
    """Where the request should have gone, None where its address is written as it should be.

    A form leaves empty fields in the address. htmx is answered at once and told which address to show.
    """
    if request.headers.get("HX-Request") or state.is_written_as(request.META["QUERY_STRING"]):
        return None
    return redirect(base + state.querystring)


def results_page(results: Results) -> "Page[int]":
    """The page of results that was asked for, or the last one. The catalogue has cut it out already."""
    return Paginator(range(results.total), results.query.page_size).get_page(results.query.page)
