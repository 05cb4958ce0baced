"""What the network tells the catalogue."""

from collections.abc import Collection

from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from network.cards import FEATURED, language_labels, member_card, network_card
from network.models import (
    Member,
    MemberAdvice,
    MemberCountry,
    MemberLanguage,
    MemberLink,
    MemberPhoto,
    MemberPublication,
    Membership,
    MemberText,
    Network,
    NetworkWords,
    network_name,
)
from portal.accounts.models import User
from portal.operations.remembered import Remembered
from portal.vocabulary.countries import country_labels
from portal.vocabulary.languages import language_labels as language_names
from portal.vocabulary.models import Audience, Availability, Expertise, Term
from search.registry import Account, FacetGroup, FinerSearch, Tab, register, register_networks_of
from search.watching import by_way_of

# The country of each network by its code.
_countries: Remembered[dict[str, str]] = Remembered()


def register_members() -> None:
    """Make members findable, and tell which networks open their faces."""
    register(
        Member,
        member_card,
        rows=Member.objects.with_profile,
        visible_to=Member.objects.findable_by,
        template="network/member_card.html",
        facet_groups=[
            FacetGroup("works_in", country_labels),
            FacetGroup("advises_in", country_labels),
            FacetGroup("country", country_labels, title=_("Country")),
            FacetGroup("language", language_labels, every=True),
            FacetGroup("speaks", language_names, every=True, title=_("Speaks")),
            FacetGroup("expertise", Expertise.objects.labels, title=_("Knows about")),
            FacetGroup("audience", Audience.objects.labels, title=_("Works with")),
            FacetGroup("availability", Availability.objects.labels, title=_("Available for")),
            FacetGroup("network", _network_labels, title=_("Network")),
            FacetGroup(FEATURED, lambda terms, language: {}),
        ],
        tab=Tab(
            "people",
            _("People"),
            10,
            ("country", "speaks", "expertise", "audience", "network"),
            FinerSearch(_("Find peers"), "network:directory"),
        ),
        emblem="network/member_emblem.html",
        sources={
            MemberText: by_way_of(Member, "texts"),
            MemberLanguage: by_way_of(Member, "languages"),
            MemberCountry: by_way_of(Member, "countries"),
            MemberAdvice: by_way_of(Member, "advice"),
            MemberPhoto: by_way_of(Member, "photo"),
            MemberLink: by_way_of(Member, "links"),
            MemberPublication: by_way_of(Member, "publications"),
            Membership: by_way_of(Member, "memberships"),
            Network: by_way_of(Member, "memberships__network"),
            User: by_way_of(Member, "user"),
            Term: by_way_of(Member, "expertises", "audiences", "availabilities"),
        },
        relations=[
            Member.expertises.through,
            Member.audiences.through,
            Member.availabilities.through,
            Member.tags.through,
        ],
    )
    register_networks_of(_networks_of)


def register_networks() -> None:
    """Make networks findable."""
    register(
        Network,
        network_card,
        rows=lambda: Network.objects.prefetch_related("words"),
        visible_to=lambda account: Network.objects.all(),
        template="network/network_card.html",
        facet_groups=[FacetGroup("country", country_labels, title=_("Country"))],
        tab=Tab("networks", _("Networks"), 20, ("country",)),
        emblem="network/network_emblem.html",
        sources={NetworkWords: by_way_of(Network, "words")},
    )


def _networks_of(user: Account) -> frozenset[str]:
    """Of somebody whom others may find; whoever is withheld reads what visitors read."""
    listed = Member.objects.listed().filter(user=user.pk)
    return frozenset(Network.objects.of(user).filter(Exists(listed)).values_list("code", flat=True))


def _network_labels(codes: Collection[str], language: str) -> dict[str, str]:
    countries = _countries.get("all", lambda: dict(Network.objects.order_by().values_list("code", "country")))
    return {code: network_name(countries[code], language) for code in codes if code in countries}
