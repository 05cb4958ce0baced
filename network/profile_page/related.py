"""People whom the reader of a profile may want to know too."""

from dataclasses import dataclass

from django.urls import reverse

from network.directory import DirectorySearch
from network.profile import Profile
from portal.vocabulary.models import Expertise
from search.cards import card_key
from search.finding import find, tally
from search.hits import Hit
from search.queries import Query, Sort, Viewer

_MOST = 4


@dataclass(frozen=True, slots=True)
class Related:
    """Others who know about `expertise`, and where all of them are found."""

    expertise: Expertise
    hits: list[Hit]
    url: str


def related_to(profile: Profile, viewer: Viewer, language: str) -> Related | None:
    """Others with the rarest expertise that a member shares with anybody whom the reader may find.

    What few know about says more about somebody than what all do. None where she stands alone.
    """
    counts = tally(Query(viewer, ("member",), language), "expertise") if profile.expertises else {}
    shared = [expertise for expertise in profile.expertises if counts.get(expertise.slug, 0) > 1]
    if not shared:
        return None
    rarest = min(shared, key=lambda expertise: counts[expertise.slug])
    search = DirectorySearch(chosen={"expertise": (rarest.slug,)})
    query = Query(viewer, ("member",), language, facets=search.chosen, sort=Sort.NEWEST, page_size=_MOST + 1)
    others = [hit for hit in find(query).hits if hit.key != card_key("member", profile.pk)][:_MOST]
    return Related(rarest, others, reverse("network:directory") + search.querystring) if others else None
