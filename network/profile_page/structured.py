"""A profile as search engines read it: schema.org's Person on a ProfilePage."""

from datetime import datetime

from network.profile import Profile
from portal.pages.addresses import absolute
from portal.vocabulary.countries import country_name

# Pixels of the portrait.
_PORTRAIT = 384


def profile_page_data(profile: Profile, *, joined: datetime, edited: datetime, language: str) -> dict[str, object]:
    """The facts of `profile`; https://schema.org/ProfilePage and https://schema.org/Person name the terms."""
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "dateCreated": joined.isoformat(),
        "dateModified": edited.isoformat(),
        "mainEntity": _person(profile, language),
    }


def _person(profile: Profile, language: str) -> dict[str, object]:
    text = profile.text(language)
    facts: dict[str, object] = {
        "@type": "Person",
        "@id": absolute(f"{profile.url}#person"),
        "name": profile.name,
        "alternateName": profile.name_other_script,
        "url": absolute(profile.url),
        "description": text.headline if text else "",
        "image": absolute(profile.photo.address(_PORTRAIT)) if profile.photo else "",
        "jobTitle": profile.position,
        "worksFor": {"@type": "Organization", "name": profile.organisation} if profile.organisation else None,
        "workLocation": _places(profile, language),
        "knowsLanguage": [spoken.code for spoken in profile.languages],
        "knowsAbout": [*(str(term) for term in profile.expertises), *profile.tags],
        "memberOf": [{"@type": "Organization", "name": str(membership.network)} for membership in profile.memberships],
        "email": profile.contact_email,
        "telephone": profile.phone,
        "sameAs": [link.url for link in profile.links],
    }
    return {name: value for name, value in facts.items() if value}


def _places(profile: Profile, language: str) -> list[dict[str, object]]:
    names = [("City", profile.city), *(("Country", country_name(code, language)) for code in profile.works_in)]
    return [{"@type": kind, "name": name} for kind, name in names if name]
