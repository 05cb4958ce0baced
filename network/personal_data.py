"""What the network holds about a member, her copy of it, and its erasure."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from network.actions import erase_profile
from network.models import Member, MemberCountry, MemberLanguage, Membership, MemberText, Network
from network.states import MembershipRole, MembershipState
from network.visibility import PROFILE_FIELDS, Visibility
from portal.accounts.models import User
from portal.accounts.personal_data.purposes import Controller, LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, labels_of, register_personal_data
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import current_language, language_name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VISIBILITIES = tuple(f"{field}_visibility" for field in PROFILE_FIELDS)
WITH_THE_ACCOUNT = Retention(_("Until you take it out or delete your account."))

PROFILE = Purpose(
    key="member_profile",
    order=100,
    title=_("Your profile"),
    held=_(
        "Name, also in another script, introductions, organisation, city, countries you work in, languages, what you "
        "know about, whom you work with, and who may see each of these."
    ),
    why=_("So that colleagues find you, as far as you want to be found."),
    basis=LegalBasis.CONTRACT,
    retention=(WITH_THE_ACCOUNT,),
    controller=Controller.NETWORKS,
)
MEMBERSHIPS = Purpose(
    key="memberships",
    order=110,
    title=_("Your networks"),
    held=_("To which networks you applied, in which you are a member, with which role and since when."),
    why=_("So that each network knows who belongs to it."),
    basis=LegalBasis.CONTRACT,
    retention=(WITH_THE_ACCOUNT,),
    controller=Controller.NETWORKS,
    recipients=_("The provider that hosts the portal; the coordinators of the networks you apply to."),
)


def register_what_the_network_holds() -> None:
    register_personal_data(
        PersonalData(
            PROFILE,
            models=(Member, MemberText, MemberLanguage, MemberCountry),
            labels=_profile_labels(),
            export=_profile,
            wordings={
                "language": _language,
                "code": _language,
                "works_in": lambda code: country_name(code, current_language()),
                **dict.fromkeys(VISIBILITIES, lambda value: Visibility(value).label),
            },
            erase=erase_profile,
            erasure=_("Deleted. Nobody finds you or your profile any more."),
        )
    )
    register_personal_data(
        PersonalData(
            MEMBERSHIPS,
            models=(Membership,),
            labels={"network": _("network"), "state": _("state"), "role": _("role"), "since": _("since")},
            export=_memberships,
            wordings={
                "network": lambda code: str(Network.objects.get(code=code)),
                "state": lambda value: MembershipState(value).label,
                "role": lambda value: MembershipRole(value).label,
            },
            erasure=_("Deleted: you leave all of them."),
        )
    )


def _profile_labels() -> "dict[str, StrOrPromise]":
    columns = ("name", "name_other_script", "organisation", "city", "expertises", "audiences", "joined", *VISIBILITIES)
    return labels_of(Member, columns) | {
        "texts": _("what you say about yourself"),
        "language": _("language"),
        "headline": _("in one line"),
        "bio": _("about you"),
        "works_in": _("countries you work in"),
        "languages": _("languages you speak"),
        "code": _("language"),
        "level": _("level"),
        "shown_to": _("who may see it"),
    }


def _language(code: str) -> str:
    return language_name(code, current_language())


def _profile(user: User) -> list[Record]:
    return [_record(member) for member in Member.objects.filter(user=user).with_profile()]


def _record(member: Member) -> Record:
    return {
        "name": member.name,
        "name_other_script": member.name_other_script,
        "organisation": member.organisation,
        "city": member.city,
        "texts": [
            {"language": text.language, "headline": text.headline, "bio": text.bio} for text in member.texts.all()
        ],
        "works_in": [row.country for row in member.countries.all()],
        "languages": [{"code": row.code, "level": row.level} for row in member.languages.all()],
        "expertises": [str(term) for term in member.expertises.all()],
        "audiences": [str(term) for term in member.audiences.all()],
        "joined": member.joined,
        "shown_to": [{name: getattr(member, name) for name in VISIBILITIES}],
    }


def _memberships(user: User) -> list[Record]:
    memberships = Membership.objects.filter(member__user=user).select_related("network").order_by("pk")
    return [
        {
            "network": one.network.code,
            "state": one.state,
            "role": one.role,
            "since": one.since,
        }
        for one in memberships
    ]
