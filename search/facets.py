"""The filters of a list of results as a page draws them: groups with counts, chips to take off, a way out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.finding import Results, count
from search.folding import fold
from search.queries import FacetCount
from search.state import SearchState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Gives the label of a term in a group, empty for a term that nothing is named by.
Labelled = Callable[[str, str], str]

_SHOWN = 6
_FEW = 4


@dataclass(frozen=True, slots=True)
class Group:
    """One filter. What is chosen and what is frequent stands first, the rest behind a disclosure.

    `below` is the template of what else the filter asks, if it asks more.
    """

    name: str
    title: "StrOrPromise"
    first: list[FacetCount]
    rest: list[FacetCount]
    below: str = ""

    @property
    def size(self) -> int:
        return len(self.first) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Loosening:
    """The one filter to take off when few or none match, and how many things that adds."""

    labels: list[str]
    more: int
    url: str


def by_label(options: Iterable[FacetCount]) -> list[FacetCount]:
    return sorted(options, key=lambda option: fold(option.label))


def group(name: str, title: "StrOrPromise", options: Iterable[FacetCount], below: str = "") -> Group:
    """One filter with these values, all of which are labelled."""
    by_need = sorted(by_label(options), key=lambda option: (not option.selected, -option.count))
    shown = max(_SHOWN, sum(option.selected for option in by_need))
    return Group(name, title, by_label(by_need[:shown]), by_label(by_need[shown:]), below)


def labels_of(results: Results) -> Labelled:
    """The labels of the terms that were counted."""

    def label(group: str, term: str) -> str:
        return next((facet.label for facet in results.facets.get(group, ()) if facet.term == term), "")

    return label


def chips(state: SearchState, label: Labelled, base: str) -> list[Chip]:
    """What is chosen, in words."""
    labelled = ((group, term, label(group, term)) for group, terms in state.chosen.items() for term in terms)
    return [Chip(words, base + state.dropping(group, term).querystring) for group, term, words in labelled if words]


def loosening(state: SearchState, results: Results, label: Labelled, base: str) -> Loosening | None:
    """Which filter to take off: the one that adds most, when fewer than four things match."""
    if results.total >= _FEW:
        return None
    query = results.query
    chosen = [group for group in query.facets if group in state.chosen]
    more, group = max(((count(query.without(group)) - results.total, group) for group in chosen), default=(0, ""))
    if more <= 0:
        return None
    labels = [label(group, term) or term for term in state.chosen[group]]
    return Loosening(labels, more, base + state.without(group).querystring)
