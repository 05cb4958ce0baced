"""Telling editors what is searched for in vain."""

from django.http import HttpRequest

from portal.operations.wakeups import wake
from search.empty import may_be_kept
from search.finding import Results
from search.folding import fold
from search.page.state import SiteSearch


def note_if_empty(request: HttpRequest, search: SiteSearch, results: Results) -> None:
    """Have a search counted for which there is nothing anywhere. The reader neither waits for it nor hears of a fault.

    A filter or a silent engine may be to blame where there is one; what htmx asks for is a page half typed.
    """
    asked = request.method == "GET" and not request.headers.get("HX-Request") and search == SiteSearch(search.text)
    in_vain = not (results.total or results.reduced or results.suggestion)
    if asked and in_vain and may_be_kept(search.text):
        wake("search.tasks.count_empty_search", fold(search.text), results.query.language)
