"""Reminding networks of what waits for them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from network import mails
from network.models import Membership, Network
from network.querysets import MembershipQuerySet
from network.states import MembershipState

WAITS_LONG = timedelta(days=14)
AGAIN_AFTER = timedelta(days=7)


def remind_of_applications() -> int:
    """Remind each network of the applications that have waited for 14 days, once a week; give how many mails that was.

    An application whose applicant was asked something waits for her, and is not counted.
    """
    return sum(_remind(network, timezone.now()) for network in Network.objects.in_order())


@transaction.atomic
def _remind(network: Network, now: datetime) -> int:
    due = _overdue(network, now).filter(Q(reminded=None) | Q(reminded__lte=now - AGAIN_AFTER))
    if not due.select_for_update(of=("self",)).exists():
        return 0
    waiting = list(_overdue(network, now).select_related("member"))
    sent = mails.remind(network, [(one.member.name, (now - one.applied).days) for one in waiting])
    Membership.objects.filter(pk__in=[one.pk for one in waiting]).update(reminded=now)
    return sent


def _overdue(network: Network, now: datetime) -> MembershipQuerySet:
    return network.memberships.waiting().filter(state=MembershipState.APPLIED, applied__lte=now - WAITS_LONG)
