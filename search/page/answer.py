"""What the search page shows of an answer, and what it shows before anything is asked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode

from search.answering import around
from search.facets import group, labels_of
from search.finding import Results, close_to, find
from search.page.kinds import dated_kinds, facet_group, groups_of, kinds_of, tabs
from search.page.state import SiteSearch, sorts
from search.page.tabs import tab_links
from search.queries import KIND, Query, Sort, Viewer
from search.registry import Tab

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NEWEST = 3
_SOONEST = 3


@dataclass(frozen=True, slots=True)
class Way:
    """Another page that searches, with the same text."""

    tab: str
    title: str
    url: str


def answer(search: SiteSearch, results: Results, base: str) -> dict[str, Any]:
    """The parts of the page around the hits."""
    label = labels_of(results)
    links = tab_links(search, results, base)
    return {
        **around(search, results, label, base),
        "close": close_to(results),
        "tabs": links,
        "other_tabs": [link for link in links if link.name and link.count and not link.current],
        "groups": [group(name, facet_group(name).title, results.facets[name]) for name in groups_of(search.tab)],
        "sorts": _sort_choices(search),
        "clear_url": base + SiteSearch(search.text, tab=search.tab).querystring,
        "ways": ways(search),
    }


def invitation(viewer: Viewer, language: str, base: str) -> dict[str, Any]:
    """What the page shows before anything is asked: how much there is, what is on soon and what is new."""
    everything = find(Query(viewer, kinds_of(""), language, tally=(KIND,), page_size=1))
    newest = find(Query(viewer, dated_kinds(takes_place=False), language, sort=Sort.NEWEST, page_size=_NEWEST))
    soonest = find(Query(viewer, dated_kinds(takes_place=True), language, sort=Sort.SOONEST, page_size=_SOONEST))
    return {
        "latest": [*soonest.hits, *newest.hits],
        "tabs": tab_links(SiteSearch(), everything, base),
        "ways": ways(SiteSearch()),
    }


def ways(search: SiteSearch) -> list[Way]:
    """Where the same text can be searched for with finer filters."""
    return [_way(tab, search.text) for tab in tabs() if tab.finer]


def _way(tab: Tab, text: str) -> Way:
    assert tab.finer
    tail = f"?{urlencode({'q': text})}" if text else ""
    return Way(tab.name, str(tab.finer.title), reverse(tab.finer.url_name) + tail)


def _sort_choices(search: SiteSearch) -> list[tuple[str, "StrOrPromise"]]:
    """The orders as a form offers them; the usual one is left out of addresses and needs no value."""
    usual = Sort.RELEVANCE if search.text else Sort.NEWEST
    return [
        ("", usual.label) if sort == Sort.RELEVANCE else (sort.value, sort.label)
        for sort in sorts(search.tab, search.text)
    ]
