"""The networks at a glance: who is new, how many are where, and what one may look for."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from network import facets
from network.cards import FEATURED
from network.directory import DirectorySearch
from network.map.stations import Station, of_counts
from network.models import Network
from network.states import NetworkKind
from portal.operations.remembered import Remembered
from portal.vocabulary.languages import current_language
from search.finding import Results, find
from search.hits import Hit
from search.queries import FacetCount, Query, Sort, Viewer

_NEWEST = 4
_GROUPS = ("works_in", "language", "expertise")


@dataclass(frozen=True, slots=True)
class NetworkCount:
    """A network with the members that the reader may find in it. `url` is its page."""

    code: str
    kind: str
    name: str
    count: int
    url: str

    @property
    def is_european(self) -> bool:
        return self.kind == NetworkKind.EUROPEAN


@dataclass(frozen=True, slots=True)
class Overview:
    """What the home page draws its parts from. The `newest` are those of them who agreed to be presented."""

    total: int
    newest: list[Hit]
    stations: list[Station]
    networks: list[NetworkCount]
    countries: list[FacetCount]
    languages: list[FacetCount]
    expertises: list[FacetCount]


_overviews: Remembered[Overview] = Remembered()


def overview(request: HttpRequest) -> Overview:
    """What this reader may see of the networks: the same for all who belong to the same ones."""
    viewer, language = Viewer.of(request.user), current_language()
    return _overviews.get((viewer.networks, language), lambda: _overview(viewer, language))


def _overview(viewer: Viewer, language: str) -> Overview:
    base, search = reverse("network:directory"), DirectorySearch()
    results = find(Query(viewer, ("member",), language, count=_GROUPS, tally=("network",), page_size=0))
    newest = find(
        Query(viewer, ("member",), language, facets={FEATURED: (FEATURED,)}, sort=Sort.NEWEST, page_size=_NEWEST)
    )
    networks = list(Network.objects.in_order())
    with_network = {network.country for network in networks}
    return Overview(
        total=results.total,
        newest=newest.hits,
        stations=of_counts([one for one in results.facets["works_in"] if one.term in with_network], search, base),
        networks=_counted(networks, results, language),
        countries=facets.options("works_in", search, results, language),
        languages=facets.options("language", search, results, language),
        expertises=facets.options("expertise", search, results, language),
    )


def _counted(networks: list[Network], results: Results, language: str) -> list[NetworkCount]:
    counts = results.tallies["network"]
    return [
        NetworkCount(
            network.code,
            network.kind,
            network.name(language),
            counts.get(network.code, 0),
            network.get_absolute_url(),
        )
        for network in networks
    ]
