"""The state of the list of calls, its filters, and that such a search can be saved."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from network.calls.states import CallKind
from portal.vocabulary.countries import country_name
from search.facets import Group, Labelled, by_label, chips, group, labels_of
from search.finding import Results
from search.queries import Query, Sort, Viewer
from search.saved.pages import SearchPage
from search.state import SearchState, chosen_pairs, read_chosen, read_page, read_sort, read_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GROUPS: "dict[str, StrOrPromise]" = {
    "call_kind": _("Looks for"),
    "country": _("Country"),
    "expertise": _("Knows about"),
    "written_in": _("Can be read in"),
}
SORTS = (Sort.RELEVANCE, Sort.NEWEST, Sort.SOONEST)
# What sorting means here.
SORT_LABELS: "dict[Sort, StrOrPromise]" = {
    Sort.RELEVANCE: _("by relevance"),
    Sort.NEWEST: _("newest first"),
    Sort.SOONEST: _("last day first"),
}


def kind_labels(kinds: Collection[str], language: str) -> dict[str, str]:
    with override(language):
        return {kind: str(CallKind(kind).label).capitalize() for kind in kinds if kind in CallKind.values}


@dataclass(frozen=True, slots=True)
class CallSearch(SearchState):
    """What somebody could answer."""

    @classmethod
    def read(cls, data: QueryDict) -> "CallSearch":
        return cls(read_text(data), read_chosen(data, GROUPS), read_sort(data, SORTS), read_page(data))

    def query(self, viewer: Viewer, language: str) -> Query:
        groups = tuple(GROUPS)
        return Query(viewer, ("call",), language, self.text, self.chosen, count=groups, sort=self.sort, page=self.page)

    def pairs(self) -> Iterator[tuple[str, str]]:
        if self.text:
            yield "q", self.text
        yield from chosen_pairs(self.chosen, GROUPS)
        if self.sort != Sort.RELEVANCE:
            yield "sort", self.sort
        if self.page > 1:
            yield "page", str(self.page)


def groups_of(results: Results) -> list[Group]:
    return [group(name, title, by_label(results.facets[name])) for name, title in GROUPS.items()]


def label_of(results: Results, language: str) -> Labelled:
    """What is chosen in words; a country is named even where no call is for it."""
    counted = labels_of(results)

    def label(name: str, term: str) -> str:
        if name == "call_kind":
            return kind_labels([term], language).get(term, "")
        return country_name(term, language) if name == "country" else counted(name, term)

    return label


def _words(state: SearchState, results: Results, language: str) -> list[str]:
    chosen = chips(state, label_of(results, language), "")
    return [*([state.text] if state.text else []), *(chip.label for chip in chosen)]


def _ask(state: SearchState, viewer: Viewer, language: str) -> Query:
    assert isinstance(state, CallSearch)
    return state.query(viewer, language)


def _read(data: QueryDict) -> CallSearch:
    return replace(CallSearch.read(data), sort=Sort.RELEVANCE)


SEARCH_PAGE = SearchPage("calls", _("Calls"), "network:calls", _read, _ask, _words)
