"""Keeping track of lists of members that were saved as files."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from network.models import Membership, MembershipEvent
from network.permissions import may_read_lists
from network.states import Event
from portal.accounts.models import User


@transaction.atomic
def record_export(memberships: Iterable[Membership], *, acting_user: User) -> None:
    """Note with each member that a list with her in it was saved: she can see it in her data.

    Raises PermissionDenied for whoever coordinates none of the networks.
    """
    rows = list(memberships)
    if not may_read_lists(acting_user, {row.network_id for row in rows}):
        raise PermissionDenied
    MembershipEvent.objects.bulk_create(
        MembershipEvent(membership=row, event=Event.EXPORTED, by=acting_user) for row in rows
    )
