"""The fictional members, read from `content/members/`."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tomllib import loads
from typing import Any

from django.utils import timezone

from network.models import (
    Member,
    MemberAdvice,
    MemberCountry,
    MemberLanguage,
    Membership,
    MembershipEvent,
    MemberText,
    Network,
)
from network.states import Event, MembershipRole, MembershipState
from network.visibility import PROFILE_FIELDS, Visibility
from portal.vocabulary.models import Audience, Availability, Expertise

MEMBERS = Path(__file__).parent / "content" / "members"


def make_people() -> dict[str, Member]:
    """Every fictional member, with texts, languages, countries and networks, by key."""
    return {person["key"]: _make_member(person) for person in _people()}


def _people() -> Iterator[dict[str, Any]]:
    for path in sorted(MEMBERS.glob("*.toml")):
        yield from loads(path.read_text(encoding="utf-8"))["member"]


def _make_member(person: dict[str, Any]) -> Member:
    joined = datetime.combine(person["joined"], time(9), tzinfo=UTC)
    member = Member.objects.create(
        name=person["name"],
        name_other_script=person["name_other_script"],
        organisation=person["organisation"],
        city=person["city"],
        joined=joined,
        edited=joined,
        is_demo=True,
        exposure_chosen=joined,
        featured=person["profile_visibility"] == Visibility.PUBLIC,
        in_downloads=person["profile_visibility"] == Visibility.PUBLIC,
        **_visibilities(person),
    )
    MemberText.objects.bulk_create(
        MemberText(member=member, language=language, **text) for language, text in person["texts"].items()
    )
    MemberLanguage.objects.bulk_create(
        MemberLanguage(member=member, code=code, level=level) for code, level in person["languages"].items()
    )
    MemberCountry.objects.bulk_create(MemberCountry(member=member, country=country) for country in person["works_in"])
    MemberAdvice.objects.bulk_create(
        MemberAdvice(member=member, country=country) for country in person.get("advises_in", ())
    )
    member.expertises.set(Expertise.objects.filter(slug__in=person["expertises"]))
    member.audiences.set(Audience.objects.filter(slug__in=person["audiences"]))
    member.availabilities.set(Availability.objects.filter(slug__in=person.get("availabilities", ())))
    Membership.objects.bulk_create(
        Membership(
            member=member,
            network=network,
            state=MembershipState.ACTIVE,
            role=MembershipRole.COORDINATOR if network.code in person.get("coordinates", ()) else MembershipRole.MEMBER,
            applied=joined,
            since=joined,
        )
        for network in Network.objects.filter(code__in=person["networks"])
    )
    _apply(member, person.get("applications", {}))
    return member


def _apply(member: Member, applications: dict[str, str]) -> None:
    """Applications that wait, so that there is something to decide."""
    applied = timezone.now() - timedelta(days=3)
    for network in Network.objects.filter(code__in=applications):
        membership = Membership.objects.create(member=member, network=network, applied=applied)
        MembershipEvent.objects.create(
            membership=membership, event=Event.APPLIED, text=applications[network.code], at=applied
        )


def _visibilities(person: dict[str, Any]) -> dict[str, str]:
    """What the person chose for a field, otherwise what she chose for her profile as a whole."""
    overrides = person.get("visibility", {})
    return {f"{field}_visibility": overrides.get(field, person["profile_visibility"]) for field in PROFILE_FIELDS}
