"""What is suggested while somebody types."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from search.finding import find
from search.hits import Hit
from search.page.kinds import kinds_of, tabs
from search.queries import Query, Viewer
from search.state import read_text

SHORTEST = 2
_MOST = 7


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A few things that match what was typed so far, and where all of them are listed."""

    text: str
    hits: list[Hit]
    url: str


def suggestions(data: QueryDict, viewer: Viewer, language: str) -> Suggestions | None:
    """What to suggest for `q`, on the tab `kind` alone where one is named; nothing for a single letter.

    The list of all results is the tab's own search where it has one.
    """
    text = read_text(data)
    if len(text) < SHORTEST:
        return None
    tab = next((one for one in tabs() if one.name == data.get("kind")), None)
    kinds = kinds_of(tab.name if tab else "")
    results = find(Query(viewer, kinds, language, text, page_size=_MOST))
    listed = reverse(tab.finer.url_name if tab and tab.finer else "search:search")
    return Suggestions(text, results.hits, f"{listed}?{urlencode({'q': text})}")
