"""What the page of a network shows: each reader sees of it what lists show her."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from network import facets
from network.directory import DirectorySearch
from network.map.stations import Station, of_counts
from network.models import Member, Network, NetworkWords
from network.profile import Profile, profile_for, reader_of
from network.querysets import Account
from portal.vocabulary.languages import by_preference
from search.finding import find
from search.hits import Hit
from search.queries import Query, Sort, Viewer

_NEWEST = 4
_NEWS = 3
_GROUPS = ("works_in", "language", "expertise")


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """A network's members as the viewer may find them, and what pages say about its country.

    `languages` and `expertises` are how many of them its members have together.
    """

    total: int
    languages: int
    expertises: int
    url: str
    newest: list[Hit]
    stations: list[Station]
    calls: list[Hit]
    news: list[Hit]
    partners: list[Hit]


def facts_of(network: Network, viewer: Viewer, language: str) -> NetworkFacts:
    search, base = DirectorySearch().choosing("network", network.code), reverse("network:directory")
    results = find(
        Query(
            viewer,
            ("member",),
            language,
            facets=search.chosen,
            count=_GROUPS,
            sort=Sort.NEWEST,
            page_size=_NEWEST,
        )
    )
    return NetworkFacts(
        total=results.total,
        languages=len(facets.options("language", search, results, language)),
        expertises=len([option for option in results.facets["expertise"] if option.count]),
        url=base + search.querystring,
        newest=results.hits,
        stations=of_counts(results.facets["works_in"], search, base),
        calls=_about(network, "call", viewer, language),
        news=_about(network, "articlepage", viewer, language),
        # Those of all countries would be a choice by the alphabet.
        partners=_about(network, "partnerpage", viewer, language, Sort.NAME) if network.country else [],
    )


def _about(network: Network, kind: str, viewer: Viewer, language: str, sort: Sort = Sort.NEWEST) -> list[Hit]:
    """What is about the network's country; the European one has none, so all of it is its own."""
    country = {"country": (network.country,)} if network.country else {}
    return find(Query(viewer, (kind,), language, facets=country, sort=sort, page_size=_NEWS)).hits


def coordinators_of(network: Network, reader: Account) -> list[Profile]:
    """Those coordinators whom the reader may see, and of whom she may know that they belong to it."""
    keys = network.memberships.coordinators().values("member")
    found = []
    for member in Member.objects.visible_to(reader).filter(pk__in=keys).with_profile().order_by("pk"):
        profile = profile_for(member, reader_of(member, reader))
        if profile and any(one.network_id == network.pk for one in profile.memberships):
            found.append(profile)
    return found


def words_of(network: Network, language: str) -> NetworkWords | None:
    """What the network says about itself, in the language or the next best."""
    written = {words.language: words for words in network.words.all()}
    best = by_preference(written, language)
    return written[best[0]] if best else None


def default_introduction(network: Network) -> str:
    """What is true of any network, where its coordinators have not written yet."""
    if network.is_european:
        return _(
            "Experts on migration and the professional integration of migrants, who share their experience "
            "across borders."
        )
    return _(
        "Advisers, trainers, mediators, social workers, researchers and volunteers who help migrants name, prove "
        "and use their competences."
    )
