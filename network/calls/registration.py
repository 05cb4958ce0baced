"""What calls tell the other rooms when the portal starts."""

from django.utils.translation import gettext_lazy as _

from network.calls.cards import call_card
from network.calls.mails import KINDS
from network.calls.searching import SEARCH_PAGE, kind_labels
from network.models import Call, Member, Membership, Network
from portal.accounts.models import User
from portal.accounts.my_account import AccountPage, register_page
from portal.mail.kinds import register_kind
from portal.operations.generation import advance_when_saved
from portal.pages import sitemaps
from portal.pages.destinations import register_destination
from portal.vocabulary.countries import country_labels
from portal.vocabulary.languages import language_labels
from portal.vocabulary.models import Expertise, Term
from search.registry import FacetGroup, FinerSearch, Tab, register
from search.saved.pages import register_search_page
from search.watching import by_way_of


def register_calls() -> None:
    register(
        Call,
        call_card,
        rows=Call.objects.with_all,
        visible_to=Call.objects.findable_by,
        template="network/calls/card.html",
        facet_groups=[
            FacetGroup("call_kind", kind_labels, title=_("Looks for")),
            FacetGroup("country", country_labels, title=_("Country")),
            FacetGroup("expertise", Expertise.objects.labels, title=_("Knows about")),
            FacetGroup("written_in", language_labels, title=_("Can be read in")),
        ],
        tab=Tab(
            "calls",
            _("Calls"),
            25,
            ("call_kind", "country", "expertise", "written_in"),
            FinerSearch(_("Calls"), "network:calls"),
        ),
        sources={
            Member: by_way_of(Call, "author"),
            Membership: by_way_of(Call, "author__memberships"),
            Network: by_way_of(Call, "author__memberships__network"),
            User: by_way_of(Call, "author__user"),
            Term: by_way_of(Call, "expertises"),
        },
        relations=[Call.expertises.through],
    )
    register_search_page(SEARCH_PAGE)
    register_destination("calls", _("Calls"), "network:calls")
    sitemaps.register_view("network:calls")
    register_page(
        AccountPage(
            "network:own_calls",
            _("Calls"),
            _("Whom you look for, and what you answered to others."),
            8,
            covers=("network:publish_call", "network:change_call"),
        )
    )
    for kind in KINDS:
        register_kind(kind)
    advance_when_saved(Call)
