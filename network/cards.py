"""A member's card: her profile as visitors, members and peers see it. And a network's."""

from collections.abc import Collection
from functools import lru_cache

from django.conf import settings
from wagtail.rich_text import get_text_for_indexing

from network.models import Member, Network, NetworkWords
from network.profile import Profile, profile_for
from network.visibility import READER_OF_FACE
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import Level, in_each_language, language_name
from search.cards import Card, Content, Face, Text, card_key, faces

# Pixels of the portrait in a list, enough for fine screens.
LIST_SIZE = 192
# The group, and its one term, of those who agreed to be presented.
FEATURED = "featured"


def member_card(member: Member) -> Card | None:
    """The card of a member whom a network has admitted; a field hidden from a face is not in it."""
    if not member.active_memberships or not member.is_open or member.withheld:
        return None
    return Card(
        key=card_key("member", member.pk),
        urls=in_each_language(member.get_absolute_url),
        date=member.joined,
        faces=faces((face, _content(profile_for(member, reader))) for face, reader in READER_OF_FACE.items()),
        peers=tuple(membership.network.code for membership in member.active_memberships),
    )


def _content(profile: Profile | None) -> Content | None:
    if profile is None:
        return None
    languages = {language.code: Level(language.level) for language in profile.languages}
    return Content(
        title=profile.name,
        names=(profile.name_other_script,) if profile.name_other_script else (),
        byline=", ".join(filter(None, (profile.position, profile.organisation, profile.city))),
        texts={language: Text(text.headline, text.bio) for language, text in profile.texts.items()},
        keywords=tuple(_keywords(profile)),
        facets={
            "works_in": profile.works_in,
            "advises_in": profile.advises_in,
            "country": profile.works_in,
            "speaks": tuple(languages),
            "language": tuple(language_term(code, below) for code, level in languages.items() for below in level.up_to),
            "expertise": tuple(expertise.slug for expertise in profile.expertises),
            "audience": tuple(audience.slug for audience in profile.audiences),
            "availability": tuple(availability.slug for availability in profile.availabilities),
            "network": tuple(membership.network.code for membership in profile.memberships),
            FEATURED: (FEATURED,) if profile.is_featured else (),
        },
        chips=(
            *(f"language:{language_term(code, level)}" for code, level in languages.items()),
            *(f"expertise:{expertise.slug}" for expertise in profile.expertises),
        ),
        image=profile.photo.address(LIST_SIZE) if profile.photo else "",
    )


def _keywords(profile: Profile) -> list[str]:
    """What the member is found by in any of the portal's languages."""
    terms = [
        label for term in (*profile.expertises, *profile.audiences, *profile.availabilities) for label in term.labels
    ]
    names = [
        name
        for language, _name in settings.LANGUAGES
        for name in (
            *(language_name(spoken.code, language) for spoken in profile.languages),
            *(country_name(code, language) for code in (*profile.works_in, *profile.advises_in)),
        )
    ]
    return list(dict.fromkeys([*terms, *profile.tags, *names, *(one.title for one in profile.publications)]))


def language_term(code: str, level: Level) -> str:
    """The facet term for "speaks this language at this level or better"."""
    return f"{code}:{level}"


def network_card(network: Network) -> Card:
    """A network's card: called in each language after its country, it leads to the network's page."""
    words = {one.language: one for one in network.words.all()}
    kind = in_each_language(network.get_kind_display)
    content = Content(
        title=network.name(settings.LANGUAGE_CODE),
        names=(network.code,),
        texts={code: _text(network, words.get(code), kind[code], code) for code, _name in settings.LANGUAGES},
        facets={"country": (network.country,)} if network.country else {},
    )
    urls = in_each_language(network.get_absolute_url)
    return Card(card_key("network", network.pk), urls, network.added, {Face.ANY: content})


def _text(network: Network, words: NetworkWords | None, kind: str, language: str) -> Text:
    title = network.name(language)
    if words is None:
        return Text(summary=kind, title=title)
    return Text(words.introduction, f"{kind} {get_text_for_indexing(words.body)}", title)


@lru_cache(maxsize=4096)
def language_label(term: str, language: str) -> str:
    """Turkish B2 for `tr:B2`."""
    code, _colon, level = term.partition(":")
    return f"{language_name(code, language)} {level}"


def language_labels(terms: Collection[str], language: str) -> dict[str, str]:
    return {term: language_label(term, language) for term in terms}
