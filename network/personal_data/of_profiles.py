"""What is held about a member in her profile."""

from functools import partial
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from network.actions.profiles import erase_profile
from network.models import (
    Member,
    MemberAdvice,
    MemberCountry,
    MemberLanguage,
    MemberLink,
    MemberPhoto,
    MemberPublication,
    MemberText,
    TaggedMember,
)
from network.photos.files import SIZES, path
from network.visibility import PROFILE_FIELDS, Visibility
from portal.accounts.models import User
from portal.accounts.personal_data.purposes import Controller, LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import (
    PersonalData,
    Record,
    StoredFile,
    labels_of,
    register_personal_data,
)
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import current_language, language_name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VISIBILITIES = tuple(f"{field}_visibility" for field in PROFILE_FIELDS)
WITH_THE_ACCOUNT = Retention(_("Until you take it out or delete your account."))
_TEXTS = ("name", "name_other_script", "organisation", "position", "city", "contact_email", "phone")
_TERMS = ("expertises", "audiences", "availabilities")

PROFILE = Purpose(
    key="member_profile",
    order=100,
    title=_("Your profile"),
    held=_(
        "Name, also in another script, photo, introductions, organisation and what you do there, city, countries you "
        "work in and advise on, languages, what you know about, whom you work with, what you are available for, your "
        "own words, links, publications, an e-mail address and a telephone number if you give them, and who may see "
        "each of these."
    ),
    why=_("So that colleagues find you, as far as you want to be found."),
    basis=LegalBasis.CONTRACT,
    retention=(WITH_THE_ACCOUNT,),
    controller=Controller.NETWORKS,
)


def register_profiles() -> None:
    register_personal_data(
        PersonalData(
            PROFILE,
            models=(
                Member,
                MemberText,
                MemberLanguage,
                MemberCountry,
                MemberAdvice,
                MemberLink,
                MemberPublication,
                MemberPhoto,
                TaggedMember,
            ),
            labels=_labels(),
            export=_profile,
            wordings={
                "language": _language,
                "code": _language,
                "works_in": _country,
                "advises_in": _country,
                **dict.fromkeys(VISIBILITIES, lambda value: Visibility(value).label),
            },
            erase=erase_profile,
            files=_files,
            erasure=_("Deleted. Nobody finds you or your profile any more."),
        )
    )


def _labels() -> "dict[str, StrOrPromise]":
    columns = (*_TEXTS, *_TERMS, "joined", "edited", "nudged", *VISIBILITIES)
    return labels_of(Member, columns) | {
        "texts": _("what you say about yourself"),
        "language": _("language"),
        "headline": _("in one line"),
        "bio": _("about you"),
        "works_in": _("countries you work in"),
        "advises_in": _("countries you advise on"),
        "languages": _("languages you speak"),
        "code": _("language"),
        "level": _("level"),
        "own_words": _("words of your own"),
        "links": _("links"),
        "label": _("what it is"),
        "url": _("address"),
        "publications": _("publications"),
        "title": _("title"),
        "published_in": _("published in"),
        "year": _("year"),
        "shown_to": _("who may see it"),
    }


def _language(code: str) -> str:
    return language_name(code, current_language())


def _country(code: str) -> str:
    return country_name(code, current_language())


def _profile(user: User) -> list[Record]:
    return [_record(member) for member in Member.objects.of(user).with_profile()]


def _files(user: User) -> list[StoredFile]:
    """The portrait at its largest: smaller ones show the same."""
    photos = MemberPhoto.objects.filter(member__user=user)
    return [
        StoredFile("portrait.webp", partial(default_storage.open, path(photo.digest, SIZES[-1]))) for photo in photos
    ]


def _record(member: Member) -> Record:
    return {
        **{name: getattr(member, name) for name in _TEXTS},
        "texts": [
            {"language": text.language, "headline": text.headline, "bio": text.bio} for text in member.texts.all()
        ],
        "works_in": [row.country for row in member.countries.all()],
        "advises_in": [row.country for row in member.advice.all()],
        "languages": [{"code": row.code, "level": row.level} for row in member.languages.all()],
        **{name: [str(term) for term in getattr(member, name).all()] for name in _TERMS},
        "own_words": [tag.name for tag in member.tags.all()],
        "links": [{"label": one.label, "url": one.url} for one in member.links.all()],
        "publications": [
            {"title": one.title, "published_in": one.published_in, "year": one.year, "url": one.url}
            for one in member.publications.all()
        ],
        "joined": member.joined,
        "edited": member.edited,
        "nudged": member.nudged,
        "shown_to": [{name: getattr(member, name) for name in VISIBILITIES}],
    }
