"""Deeds on profiles and memberships."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from network.models import Member
from network.permissions import may_edit
from network.visibility import PROFILE_FIELDS, Visibility
from portal.accounts.models import User
from search.cards import card_key
from search.projector import project_at_once


@transaction.atomic
def change_visibility(member: Member, choices: Mapping[str, Visibility], *, acting_user: User) -> Member:
    """Show fields of a profile to others than before.

    The card is made anew before the request ends and not by the next wake-up, so that what was
    just hidden is no longer found. Raises PermissionDenied for anybody but the owner, ValueError
    for a field that has no visibility of its own.
    """
    if not may_edit(acting_user, member):
        raise PermissionDenied
    if unknown := set(choices) - set(PROFILE_FIELDS):
        raise ValueError(f"A profile has no visibility for {', '.join(sorted(unknown))}.")
    for field, visibility in choices.items():
        setattr(member, f"{field}_visibility", Visibility(visibility))
    member.save(update_fields=[f"{field}_visibility" for field in choices])
    _project_on_commit(member)
    return member


@transaction.atomic
def erase_profile(user: User) -> None:
    """Delete the profile of `user` with all that hangs on it; part of erasing her account.

    Its card goes before the request ends, so that she is found by nobody from then on.
    """
    for member in Member.objects.filter(user=user):
        _project_on_commit(member)
        member.delete()


def _project_on_commit(member: Member) -> None:
    key = card_key("member", member.pk)
    # Not a partial: it has no __qualname__, without which Django fails to log what a robust hook raised.
    transaction.on_commit(lambda: project_at_once([key]), robust=True)
