"""Reminding members, in a friendly way, that their profile waits for them."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from network import mails
from network.models import Member, Membership
from network.permissions import may_decide
from network.states import MembershipState
from portal.accounts.models import User

SLEEPS_AFTER = timedelta(days=365)
# Whoever does not want to be reminded is not reminded into it.
AGAIN_AFTER = timedelta(days=180)


def is_left_alone(member: Member) -> bool:
    """Whether she was written to so lately that she is not written to again, whichever network it was."""
    return member.nudged is not None and member.nudged > timezone.now() - AGAIN_AFTER


@transaction.atomic
def nudge(membership: Membership, *, acting_user: User) -> bool:
    """Write to a member whose profile sleeps; False where she was written to in the last half year by any network.

    Raises PermissionDenied.
    """
    if membership.state != MembershipState.ACTIVE or not may_decide(acting_user, membership):
        raise PermissionDenied
    member = Member.objects.select_for_update(of=("self",)).get(pk=membership.member_id)
    if is_left_alone(member):
        return False
    member.nudged = timezone.now()
    member.save(update_fields=["nudged"])
    mails.tell_member(membership, "nudge")
    return True
