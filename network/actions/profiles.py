"""Deeds on profiles."""

from collections.abc import Collection, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from network.actions.words import forget_unused
from network.exposure import Exposure, change_to, conceal, expose
from network.models import Member
from network.permissions import may_edit
from network.visibility import PROFILE_FIELDS, Visibility
from portal.accounts.consents import give_consent, withdraw_consent
from portal.accounts.models import User
from search.cards import card_key
from search.projector import project_at_once

# The columns that say who finds and reads what; deeds on them leave the rest to whoever is editing it.
EXPOSED = (
    *(f"{field}_visibility" for field in PROFILE_FIELDS),
    "in_search_engines",
    "featured",
    "in_downloads",
    "exposure_chosen",
)


class NotAgreedError(ValueError):
    """A profile is shown to visitors only once its owner has agreed to that, in so many words."""


@transaction.atomic
def change_visibility(
    member: Member, choices: Mapping[str, Visibility], *, acting_user: User, where: str = ""
) -> Member:
    """Show fields of a profile to others than before.

    The card is made anew before the request ends and not by the next wake-up, so that what was
    just hidden is no longer found. A profile hidden from visitors ends the consent to being shown to
    them, which `choose_exposure` asks for. Raises PermissionDenied for anybody but the owner, ValueError
    for a field that has no visibility of its own, NotAgreedError for a whole profile made public here.
    """
    if not may_edit(acting_user, member):
        raise PermissionDenied
    if unknown := set(choices) - set(PROFILE_FIELDS):
        raise ValueError(f"A profile has no visibility for {', '.join(sorted(unknown))}.")
    chosen = {field: Visibility(visibility) for field, visibility in choices.items()}
    was_public = Exposure.VISITORS.holds_for(member)
    if chosen.get("profile") == Visibility.PUBLIC and not was_public:
        raise NotAgreedError
    for field, visibility in chosen.items():
        setattr(member, f"{field}_visibility", visibility)
    if was_public and not Exposure.VISITORS.holds_for(member):
        conceal(member, Exposure.VISITORS)
        for exposure in (Exposure.VISITORS, Exposure.SEARCH_ENGINES):
            withdraw_consent(acting_user, exposure.purpose, where=where)
    member.save(update_fields=EXPOSED)
    show_at_once(member)
    return member


@transaction.atomic
def choose_exposure(member: Member, chosen: Collection[Exposure], *, acting_user: User, where: str) -> Member:
    """Have the member be found in these ways and in no other; each is a consent that is recorded.

    `where` is the page on which she read what she agrees to. Raises PermissionDenied for anybody but the owner.
    """
    if not may_edit(acting_user, member):
        raise PermissionDenied
    change = change_to(member, frozenset(chosen))
    for exposure in change.given:
        expose(member, exposure)
        give_consent(acting_user, exposure.purpose, wording=exposure.wording, where=where)
    for exposure in change.withdrawn:
        conceal(member, exposure)
    member.exposure_chosen = timezone.now()
    member.save(update_fields=EXPOSED)
    for exposure in change.withdrawn:
        withdraw_consent(acting_user, exposure.purpose, where=where)
    show_at_once(member)
    return member


@transaction.atomic
def end_exposure(user: User, exposure: Exposure) -> None:
    """Have the profile of `user` be found no longer in this way; part of withdrawing her consent to it."""
    member = Member.objects.of(user).select_for_update().first()
    if member is not None and exposure.holds_for(member):
        conceal(member, exposure)
        member.save(update_fields=EXPOSED)
        show_at_once(member)


@transaction.atomic
def withhold_profile(pk: int) -> None:
    """Show a profile to nobody but its owner, by decision of the moderators."""
    _set_withheld(pk, True)


@transaction.atomic
def restore_profile(pk: int) -> None:
    """Show a profile again to whom its owner shows it."""
    _set_withheld(pk, False)


@transaction.atomic
def erase_profile(user: User) -> None:
    """Delete the profile of `user` with all that hangs on it; part of erasing her account.

    Its card goes before the request ends, so that she is found by nobody from then on.
    """
    for member in Member.objects.of(user):
        words = list(member.tags.values_list("pk", flat=True))
        show_at_once(member)
        member.delete()
        forget_unused(words)


def _set_withheld(pk: int, withheld: bool) -> None:
    for member in Member.objects.select_for_update().filter(pk=pk):
        member.withheld = withheld
        member.save(update_fields=["withheld"])
        show_at_once(member)


def show_at_once(member: Member) -> None:
    """Have others see this member as she is after this transaction, before the request ends."""
    key = card_key("member", member.pk)
    # Not a partial: it has no __qualname__, without which Django fails to log what a robust hook raised.
    transaction.on_commit(lambda: project_at_once([key]), robust=True)
