"""What a list of members shows of each: no more than the member shows to her network."""

from network.models import Membership
from network.profile import Profile, profile_for
from network.visibility import Reader
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import current_language, language_name


def profile_of(membership: Membership) -> Profile | None:
    """The profile as somebody of the same network reads it."""
    return profile_for(membership.member, Reader.PEER)


def countries(membership: Membership) -> str:
    profile = profile_of(membership)
    return ", ".join(country_name(code, current_language()) for code in profile.works_in) if profile else ""


def languages(membership: Membership) -> str:
    profile = profile_of(membership)
    spoken = profile.languages if profile else ()
    return ", ".join(f"{language_name(one.code, current_language())} {one.level}" for one in spoken)


def expertises(membership: Membership) -> str:
    profile = profile_of(membership)
    return ", ".join(str(term) for term in profile.expertises) if profile else ""


def organisation(membership: Membership) -> str:
    profile = profile_of(membership)
    return profile.organisation if profile else ""


def city(membership: Membership) -> str:
    profile = profile_of(membership)
    return profile.city if profile else ""
