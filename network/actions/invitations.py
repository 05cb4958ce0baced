"""Deeds on invitations: sending them, reminding once, accepting, refusing, and forgetting."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from network.invitations import limits, mails
from network.invitations.csv_file import Guest
from network.models import Invitation, Network
from network.permissions import may_invite
from network.states import WAITING, MembershipState
from portal.accounts.models import User
from portal.mail.unasked import refuse_unasked, refusing_unasked


class TooManyInvitedError(Exception):
    """A network writes to 300 people a day at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who would be written to, and who would not: members and applicants, those invited before, those who refuse.

    Which of the three it is stays untold: that somebody has an account here is nobody's business.
    """

    to_invite: tuple[Guest, ...]
    left_out: tuple[Guest, ...]


def plan_invitations(network: Network, guests: Sequence[Guest]) -> Plan:
    """Costs three queries."""
    here = (MembershipState.ACTIVE, *WAITING)
    known = network.memberships.filter(state__in=here, member__user__isnull=False).annotate(
        address=Lower("member__user__email")
    )
    invited = network.invitations.annotate(lowered=Lower("address"))
    out = {*known.values_list("address", flat=True), *invited.values_list("lowered", flat=True)}
    out |= refusing_unasked(guest.email for guest in guests)
    to_invite, left_out = list[Guest](), list[Guest]()
    for guest in guests:
        (left_out if guest.email in out else to_invite).append(guest)
    return Plan(tuple(to_invite), tuple(left_out))


@transaction.atomic
def invite_guests(network: Network, guests: Sequence[Guest], *, note: str, acting_user: User) -> list[Invitation]:
    """Invite all of `guests` whom the network may write to, or none of them.

    Sent twice, it writes to nobody twice. Raises PermissionDenied and TooManyInvitedError.
    """
    if not may_invite(acting_user, network):
        raise PermissionDenied
    # One at a time for each network, so that two lists with the same person make one invitation.
    network = Network.objects.select_for_update().get(pk=network.pk)
    to_invite = plan_invitations(network, guests).to_invite
    today = network.invitations.sent_since(timezone.now() - limits.DAY).count()
    if today + len(to_invite) > limits.MOST_A_DAY:
        raise TooManyInvitedError
    invitations = [
        Invitation.objects.create(
            network=network,
            address=guest.email,
            name=guest.name,
            language=guest.language,
            source=guest.source,
            note=note,
            by=acting_user,
        )
        for guest in to_invite
    ]
    for invitation in invitations:
        mails.tell_invited(invitation)
    return invitations


@transaction.atomic
def take_invitation_back(invitation: Invitation, *, acting_user: User) -> None:
    """Delete an invitation; its link leads nowhere from then on. Raises PermissionDenied."""
    if not may_invite(acting_user, invitation.network):
        raise PermissionDenied
    Invitation.objects.filter(pk=invitation.pk).delete()


def accept_invitation(invitation: Invitation) -> None:
    """For whoever holds the link. Accepted, it is not reminded of; a second click changes nothing."""
    Invitation.objects.filter(pk=invitation.pk, accepted=None).update(accepted=timezone.now())


@transaction.atomic
def decline_invitation(invitation: Invitation) -> None:
    """For whoever holds the link: the address is forgotten at once, and may be invited again by others."""
    Invitation.objects.filter(pk=invitation.pk).delete()


@transaction.atomic
def refuse_invitations(address: str) -> None:
    """Never again invite `address`: all its invitations are deleted, and a keyed hash of it is kept."""
    refuse_unasked(address)
    Invitation.objects.to(address).delete()


def remind_invited() -> int:
    """Remind each guest who has not answered in a week, once, and give how many mails that made."""
    keys = Invitation.objects.to_remind().values_list("pk", flat=True)
    return sum(_remind(key) for key in list(keys))


@transaction.atomic
def _remind(key: int) -> bool:
    due = Invitation.objects.to_remind().select_for_update(of=("self",), skip_locked=True)
    invitation = due.select_related("network", "by__member").filter(pk=key).first()
    if invitation is None:
        return False
    invitation.reminded = timezone.now()
    invitation.save(update_fields=["reminded"])
    mails.tell_invited(invitation, "invitation_reminder")
    return True


def forget_invitations() -> int:
    """Delete invitations older than 30 days, and give how many that were."""
    count: int = Invitation.objects.outlived().delete()[0]
    return count
