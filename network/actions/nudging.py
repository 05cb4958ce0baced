"""Reminding members, in a friendly way, that their profile waits for them."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from network import mails
from network.models import Member, Membership, Network
from network.permissions import may_decide
from network.querysets import MembershipQuerySet
from network.states import MembershipState
from portal.accounts.models import User

SLEEPS_AFTER = timedelta(days=365)
# Whoever does not want to be reminded is not reminded into it.
AGAIN_AFTER = timedelta(days=180)


def sleeping(network: Network) -> MembershipQuerySet:
    """The members who have not touched their profile for a year, and can be written to; the longest first."""
    edited_before = timezone.now() - SLEEPS_AFTER
    members = network.memberships.active().filter(member__edited__lt=edited_before, member__user__is_active=True)
    return members.order_by("member__edited", "pk")


@transaction.atomic
def nudge(membership: Membership, *, acting_user: User) -> bool:
    """Write to a member whose profile sleeps; False where she was written to in the last half year by any network.

    Raises PermissionDenied.
    """
    if membership.state != MembershipState.ACTIVE or not may_decide(acting_user, membership):
        raise PermissionDenied
    member = Member.objects.select_for_update(of=("self",)).get(pk=membership.member_id)
    if member.nudged and member.nudged > timezone.now() - AGAIN_AFTER:
        return False
    member.nudged = timezone.now()
    member.save(update_fields=["nudged"])
    mails.tell_member(membership, "nudge")
    return True
