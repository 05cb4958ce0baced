"""A profile as one reader may see it: the only way in which a member's fields reach a page or a card."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from network.models import Member, MemberLanguage, Membership, MemberText
from network.visibility import Reader, Visibility
from portal.vocabulary.languages import by_preference
from portal.vocabulary.models import Audience, Expertise


@dataclass(frozen=True, slots=True)
class Profile:
    """What a reader may read of a member; a field kept from her is empty."""

    pk: int
    url: str
    name: str
    name_other_script: str
    is_demo: bool
    texts: dict[str, MemberText]
    organisation: str
    city: str
    works_in: tuple[str, ...]
    languages: tuple[MemberLanguage, ...]
    expertises: tuple[Expertise, ...]
    audiences: tuple[Audience, ...]
    memberships: tuple[Membership, ...]

    def text(self, language: str) -> MemberText | None:
        """The introduction in `language`, otherwise in the next best that its writer has."""
        best = by_preference(self.texts, language)
        return self.texts[best[0]] if best else None


def profile_for(member: Member, reader: Reader) -> Profile | None:
    """`member` as `reader` may see her, or None if the reader may not know that she is here.

    Runs no query for a member who was read `with_profile()`.
    """
    if not _reads(reader, member, "profile"):
        return None
    return Profile(
        pk=member.pk,
        url=member.get_absolute_url(),
        name=member.name,
        name_other_script=member.name_other_script,
        is_demo=member.is_demo,
        texts={text.language: text for text in member.texts.all() if _reads(reader, member, "introduction")},
        organisation=member.organisation if _reads(reader, member, "organisation") else "",
        city=member.city if _reads(reader, member, "city") else "",
        works_in=tuple(row.country for row in member.countries.all() if _reads(reader, member, "works_in")),
        languages=tuple(member.languages.all()) if _reads(reader, member, "languages") else (),
        expertises=tuple(member.expertises.all()) if _reads(reader, member, "expertises") else (),
        audiences=tuple(member.audiences.all()) if _reads(reader, member, "audiences") else (),
        memberships=tuple(member.active_memberships) if _reads(reader, member, "networks") else (),
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


def _reads(reader: Reader, member: Member, field: str) -> bool:
    return Visibility(getattr(member, f"{field}_visibility")) in reader.reads
