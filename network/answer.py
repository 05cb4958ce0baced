"""What the directory shows of an answer."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from network import facets
from network.directory import SORTS, DirectorySearch
from network.map import stations
from portal.vocabulary.languages import Level
from search.answering import around
from search.finding import Results, close_to


def answer(search: DirectorySearch, results: Results, language: str, base: str) -> dict[str, Any]:
    """The parts of the page around the people found."""
    label = facets.labels(search, results, language)
    return {
        **around(search, results, label, base),
        "close": close_to(results) if search.view == "list" else [],
        "groups": facets.groups(search, results, language),
        "clear_url": base,
        "list_url": base + search.viewed("list").querystring,
        "map_url": base + search.viewed("map").querystring,
        "everything_url": f"{reverse('search:search')}?{urlencode({'q': search.text})}" if search.text else "",
        "stations": stations.of_counts(results.facets["works_in"], search, base),
        "levels": Level.choices,
        "sorts": [("" if sort == "relevance" else sort.value, sort.label) for sort in SORTS],
    }
