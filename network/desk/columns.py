"""What a list of members shows of each: no more than the member shows to her network."""

from collections.abc import Callable

from django.utils.translation import gettext

from network.models import Membership
from network.profile import Profile, profile_for
from network.visibility import Reader
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import current_language, language_name


def profile_of(membership: Membership) -> Profile | None:
    """The profile as somebody of the same network reads it."""
    return profile_for(membership.member, Reader.PEER)


def name(membership: Membership) -> str:
    """Who hides from everybody hides from coordinators as well."""
    profile = profile_of(membership)
    return profile.name if profile else gettext("(hidden)")


def _of_profile(say: Callable[[Profile], str]) -> Callable[[Membership], str]:
    """What a cell says of a profile; nothing where the member hides from everybody."""

    def cell(membership: Membership) -> str:
        profile = profile_of(membership)
        return say(profile) if profile else ""

    return cell


def _countries(profile: Profile) -> str:
    return ", ".join(country_name(code, current_language()) for code in profile.works_in)


def _languages(profile: Profile) -> str:
    return ", ".join(f"{language_name(one.code, current_language())} {one.level}" for one in profile.languages)


countries = _of_profile(_countries)
languages = _of_profile(_languages)
expertises = _of_profile(lambda profile: ", ".join(str(term) for term in profile.expertises))
organisation = _of_profile(lambda profile: profile.organisation)
city = _of_profile(lambda profile: profile.city)
