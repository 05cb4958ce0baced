"""The pages whose searches can be saved. Rooms above name theirs in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse

from search.finding import Results
from search.queries import Query, Sort, Viewer
from search.state import SearchState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page that searches: `read` its address, `ask` the catalogue, and say in `words` what is asked for."""

    name: str
    title: "StrOrPromise"
    url_name: str
    read: Callable[[QueryDict], SearchState]
    ask: Callable[[SearchState, Viewer, str], Query]
    words: Callable[[SearchState, Results, str], list[str]]

    def state(self, data: QueryDict) -> SearchState:
        """What is asked for, whatever the order, the page and the look of the list."""
        return self.read(data).on_page(1)

    def newest(self, querystring: str, viewer: Viewer, language: str, size: int) -> Query:
        """The question for the newest things, without counts."""
        asked = self.ask(self.state(QueryDict(querystring.removeprefix("?"))), viewer, language)
        return replace(asked, sort=Sort.NEWEST, page_size=size, count=(), tally=())

    def url(self, querystring: str) -> str:
        return reverse(self.url_name) + querystring


_pages: dict[str, SearchPage] = {}


def register_search_page(page: SearchPage) -> None:
    _pages[page.name] = page


def search_page(name: str) -> SearchPage | None:
    return _pages.get(name)
