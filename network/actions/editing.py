"""Changing what a profile says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from network.actions.profiles import show_at_once
from network.actions.words import forget_unused
from network.models import (
    Member,
    MemberAdvice,
    MemberCountry,
    MemberLanguage,
    MemberLink,
    MemberPublication,
    MemberText,
)
from network.permissions import may_edit
from portal.accounts.models import User
from portal.vocabulary.models import Audience, Availability, Expertise


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """What somebody changes about her profile; None leaves a part as it is.

    `columns` are those of the profile itself; `texts` maps languages to headline and introduction; of rows
    each is a mapping of the model's columns; terms are named by their identifiers.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, str]] | None = None
    works_in: Sequence[str] | None = None
    advises_in: Sequence[str] | None = None
    languages: Sequence[Mapping[str, Any]] | None = None
    links: Sequence[Mapping[str, Any]] | None = None
    publications: Sequence[Mapping[str, Any]] | None = None
    expertises: Collection[str] | None = None
    audiences: Collection[str] | None = None
    availabilities: Collection[str] | None = None
    tags: Collection[str] | None = None


@transaction.atomic
def change_profile(member: Member, change: ProfileChange, *, acting_user: User) -> Member:
    """Save what `acting_user` changed about her own profile, which is there from its first change on.

    Lists are replaced as a whole, in the order given. Raises PermissionDenied for anybody else.
    """
    if not may_edit(acting_user, member):
        raise PermissionDenied
    members = Member.objects.select_for_update()
    current, _is_new = members.get_or_create(user=acting_user, defaults={"name": member.name or str(acting_user)})
    for name, value in change.columns.items():
        setattr(current, name, value)
    current.edited = timezone.now()
    current.save()
    _replace_rows(current, change)
    _choose_terms(current, change)
    show_at_once(current)
    return current


def _replace_rows(member: Member, change: ProfileChange) -> None:
    rows: list[tuple[type[Any], Sequence[Mapping[str, Any]] | None]] = [
        (MemberText, _texts(change.texts)),
        (MemberCountry, _countries(change.works_in)),
        (MemberAdvice, _countries(change.advises_in)),
        (MemberLanguage, change.languages),
        (MemberLink, change.links),
        (MemberPublication, change.publications),
    ]
    for model, given in rows:
        if given is not None:
            model.objects.filter(member=member).delete()
            model.objects.bulk_create(model(member=member, **columns) for columns in given)


def _texts(texts: Mapping[str, tuple[str, str]] | None) -> list[Mapping[str, Any]] | None:
    if texts is None:
        return None
    return [{"language": language, "headline": headline, "bio": bio} for language, (headline, bio) in texts.items()]


def _countries(codes: Sequence[str] | None) -> list[Mapping[str, Any]] | None:
    return None if codes is None else [{"country": code} for code in codes]


def _choose_terms(member: Member, change: ProfileChange) -> None:
    if change.expertises is not None:
        member.expertises.set(Expertise.objects.filter(slug__in=change.expertises))
    if change.audiences is not None:
        member.audiences.set(Audience.objects.filter(slug__in=change.audiences))
    if change.availabilities is not None:
        member.availabilities.set(Availability.objects.filter(slug__in=change.availabilities))
    if change.tags is not None:
        before = list(member.tags.values_list("pk", flat=True))
        member.tags.set(change.tags)
        forget_unused(before)
