"""Saying who coordinates a network."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from network import mails
from network.models import Membership, MembershipEvent
from network.permissions import may_appoint
from network.states import Event, MembershipRole, MembershipState, state_after
from portal.accounts.models import User


@transaction.atomic
def appoint_coordinator(membership: Membership, *, acting_user: User) -> Membership:
    """Make a member coordinator of the network. Raises PermissionDenied, ImpossibleTransitionError for no member."""
    membership = _change_role(membership, Event.APPOINTED, MembershipRole.COORDINATOR, acting_user)
    mails.tell_appointed(membership)
    return membership


@transaction.atomic
def dismiss_coordinator(membership: Membership, *, acting_user: User) -> Membership:
    """Make a coordinator a member like others. Raises as above."""
    return _change_role(membership, Event.DISMISSED, MembershipRole.MEMBER, acting_user)


def _change_role(membership: Membership, event: Event, role: MembershipRole, acting_user: User) -> Membership:
    if not may_appoint(acting_user):
        raise PermissionDenied
    current = Membership.objects.select_for_update(of=("self",)).select_related("member__user", "network")
    membership = current.get(pk=membership.pk)
    membership.state = state_after(MembershipState(membership.state), event)
    if membership.role != role:
        membership.role = role
        membership.save()
        MembershipEvent.objects.create(membership=membership, event=event, by=acting_user)
    return membership
