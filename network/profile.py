"""A profile as one reader may see it: the only way in which a member's fields reach a page or a card."""

from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Manager, Model

from network.models import (
    Member,
    MemberLanguage,
    MemberLink,
    MemberPhoto,
    MemberPublication,
    Membership,
    MemberText,
)
from network.visibility import PROFILE_FIELDS, Reader
from portal.vocabulary.languages import by_preference
from portal.vocabulary.models import Audience, Availability, Expertise

T = TypeVar("T", bound=Model)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a reader may read of a member; a field kept from her is empty."""

    pk: int
    url: str
    name: str
    name_other_script: str
    is_demo: bool
    texts: dict[str, MemberText]
    photo: MemberPhoto | None
    organisation: str
    position: str
    city: str
    works_in: tuple[str, ...]
    advises_in: tuple[str, ...]
    languages: tuple[MemberLanguage, ...]
    expertises: tuple[Expertise, ...]
    tags: tuple[str, ...]
    audiences: tuple[Audience, ...]
    availabilities: tuple[Availability, ...]
    links: tuple[MemberLink, ...]
    publications: tuple[MemberPublication, ...]
    memberships: tuple[Membership, ...]
    contact_email: str
    phone: str
    takes_messages: bool
    is_featured: bool
    is_in_search_engines: bool
    is_in_downloads: bool

    def text(self, language: str) -> MemberText | None:
        """The introduction in `language`, otherwise in the next best that its writer has."""
        best = by_preference(self.texts, language)
        return self.texts[best[0]] if best else None


def profile_for(member: Member, reader: Reader) -> Profile | None:
    """`member` as `reader` may see her, or None if the reader may not know that she is here.

    Runs no query for a member who was read `with_profile()`.
    """
    shown = fields_shown(member, reader)
    if not shown:
        return None

    def rows(field: str, of: Manager[T]) -> tuple[T, ...]:
        return tuple(of.all()) if field in shown else ()

    return Profile(
        pk=member.pk,
        url=member.get_absolute_url(),
        name=member.name,
        name_other_script=member.name_other_script,
        is_demo=member.is_demo,
        texts={text.language: text for text in rows("introduction", member.texts)},
        photo=getattr(member, "photo", None) if "photo" in shown else None,
        organisation=member.organisation if "organisation" in shown else "",
        position=member.position if "organisation" in shown else "",
        city=member.city if "city" in shown else "",
        works_in=tuple(row.country for row in rows("works_in", member.countries)),
        advises_in=tuple(row.country for row in rows("advises_in", member.advice)),
        languages=rows("languages", member.languages),
        expertises=rows("expertises", member.expertises),
        tags=tuple(tag.name for tag in rows("tags", member.tags)),
        audiences=rows("audiences", member.audiences),
        availabilities=rows("availability", member.availabilities),
        links=rows("links", member.links),
        publications=rows("publications", member.publications),
        memberships=tuple(member.active_memberships) if "networks" in shown else (),
        contact_email=member.contact_email if "contact" in shown else "",
        phone=member.phone if "contact" in shown else "",
        takes_messages="messages" in shown and member.user_id is not None and reader != Reader.OWNER,
        is_featured=member.featured,
        is_in_search_engines=member.in_search_engines,
        is_in_downloads=member.in_downloads,
    )


def reader_of(member: Member, user: AbstractBaseUser | AnonymousUser) -> Reader:
    """Who `user` is to `member`."""
    if not user.is_authenticated:
        return Reader.VISITOR
    if member.user_id == user.pk:
        return Reader.OWNER
    if Member.objects.peers_of(user).filter(pk=member.pk).exists():
        return Reader.PEER
    admitted = Member.objects.listed().filter(user=user.pk).exists()
    return Reader.MEMBER if admitted else Reader.VISITOR


def fields_shown(member: Member, reader: Reader) -> set[str]:
    """The fields that the reader may read: none at all of somebody of whom she may not know. Runs no query."""
    shown = {field for field in PROFILE_FIELDS if getattr(member, f"{field}_visibility") in reader.reads}
    return shown if "profile" in shown else set()
