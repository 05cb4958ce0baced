"""The directory as a page whose searches can be saved."""

from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from network import facets
from network.directory import DirectorySearch
from search.facets import chips
from search.finding import Results
from search.queries import Query, Sort, Viewer
from search.saved.pages import SearchPage
from search.state import SearchState


def _read(data: QueryDict) -> DirectorySearch:
    """Whom somebody looks for, in whatever order and view."""
    return replace(DirectorySearch.read(data), sort=Sort.RELEVANCE, view="list")


def _ask(state: SearchState, viewer: Viewer, language: str) -> Query:
    assert isinstance(state, DirectorySearch)
    return state.query(viewer, language)


def _words(state: SearchState, results: Results, language: str) -> list[str]:
    assert isinstance(state, DirectorySearch)
    chosen = chips(state, facets.labels(state, results, language), "")
    return [*([state.text] if state.text else []), *(chip.label for chip in chosen)]


SEARCH_PAGE = SearchPage("members", _("Find peers"), "network:directory", _read, _ask, _words)
