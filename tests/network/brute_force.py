"""What a reader may find, worked out member by member from the profiles themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from network.directory import GROUPS
from network.models import Member
from network.profile import Profile, profile_for, reader_of
from network.visibility import Reader
from portal.accounts.models import User
from portal.vocabulary.languages import Level
from search.registry import Account

Selection = Mapping[str, tuple[str, ...]]
Terms = dict[str, set[str]]


@dataclass(frozen=True)
class Shown:
    """One member as one reader sees her, with the terms she is found by."""

    pk: int
    profile: Profile
    terms: Terms


def shown_to(account: Account) -> list[Shown]:
    """Everybody whom `account` may find, the owner of a profile being one of its peers."""
    found = []
    for member in Member.objects.with_profile():
        if not member.active_memberships or not member.is_open or member.withheld:
            continue
        reader = reader_of(member, account)
        profile = profile_for(member, Reader.PEER if reader == Reader.OWNER else reader)
        if profile is not None:
            found.append(Shown(member.pk, profile, terms_of(profile)))
    return found


def terms_of(profile: Profile) -> Terms:
    levels = list(Level)
    return {
        "works_in": set(profile.works_in),
        "advises_in": set(profile.advises_in),
        "country": set(profile.works_in),
        "speaks": {spoken.code for spoken in profile.languages},
        "language": {
            f"{spoken.code}:{level}"
            for spoken in profile.languages
            for level in levels
            if levels.index(level) <= levels.index(Level(spoken.level))
        },
        "expertise": {term.slug for term in profile.expertises},
        "audience": {term.slug for term in profile.audiences},
        "availability": {term.slug for term in profile.availabilities},
        "network": {membership.network.code for membership in profile.memberships},
        "featured": {"featured"} if profile.is_featured else set(),
    }


def matching(people: list[Shown], chosen: Selection) -> list[Shown]:
    """Values of a group are alternatives; languages add up."""
    return [
        one
        for one in people
        if all(
            set(terms) <= one.terms[group] if group == "language" else set(terms) & one.terms[group]
            for group, terms in chosen.items()
        )
    ]


def counts(people: list[Shown], chosen: Selection) -> dict[str, dict[str, int]]:
    """For each value the people it would show: under the other groups, and for languages under all of them."""
    counted: dict[str, dict[str, int]] = {}
    for group in GROUPS:
        others = {name: terms for name, terms in chosen.items() if name != group or group == "language"}
        tally = dict.fromkeys(chosen.get(group, ()), 0)
        for one in matching(people, others):
            for term in one.terms[group]:
                tally[term] = tally.get(term, 0) + 1
        counted[group] = tally
    return counted


def account_of(member: Member) -> User:
    assert member.user is not None
    return member.user
