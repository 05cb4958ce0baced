"""The tabs of the search page as links, each with how many things it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import pgettext_lazy

from search.finding import Results, tally
from search.page.kinds import kinds_of, tabs
from search.page.state import SiteSearch
from search.queries import KIND, Sort
from search.registry import Tab

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Filters: TypeAlias = tuple[object, ...]

_ALL = Tab("", pgettext_lazy("things of every kind", "All"), 0)


@dataclass(frozen=True, slots=True)
class TabLink:
    """A tab with how many things it shows and where it leads."""

    name: str
    title: "StrOrPromise"
    count: int
    url: str
    current: bool


def tab_links(search: SiteSearch, results: Results, base: str) -> list[TabLink]:
    """Every tab, the one of all things first. What is chosen goes along as far as the tab has such a filter."""
    asked = _filters(search)
    counts: dict[Filters, Mapping[str, int]] = {asked: results.tallies[KIND]}
    links = []
    for tab in (_ALL, *tabs()):
        there = search.on_tab(tab.name)
        kept = _filters(there)
        if kept not in counts:
            # One question for all the tabs that keep the same filters.
            counts[kept] = tally(replace(results.query, facets=there.chosen, sort=there.sort), KIND)
        number = sum(counts[kept].get(kind, 0) for kind in kinds_of(tab.name))
        links.append(TabLink(tab.name, tab.title, number, base + there.querystring, tab.name == search.tab))
    return links


def _filters(search: SiteSearch) -> Filters:
    """Whatever narrows what is found. Sorted by the soonest, only what is still to come is there."""
    return (*sorted(search.chosen.items()), ("soonest", ()) if search.sort == Sort.SOONEST else ())
