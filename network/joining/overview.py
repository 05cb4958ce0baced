"""How a member stands to each network, and what she can do there."""

from dataclasses import dataclass

from network.models import Member, Membership, MembershipEvent, Network
from network.states import WAITING, Event, MembershipState


@dataclass(frozen=True, slots=True)
class Standing:
    """A network, and the member's place in it if she has one. `last` is what was said to her last."""

    network: Network
    membership: Membership | None
    last: MembershipEvent | None

    @property
    def state(self) -> str:
        return self.membership.state if self.membership else ""

    @property
    def may_apply(self) -> bool:
        return self.state not in (MembershipState.ACTIVE, *WAITING)

    @property
    def waits(self) -> bool:
        return self.state in WAITING

    @property
    def reason(self) -> str:
        """Why the network declined or ended it, in its words."""
        said = self.last.event in (Event.DECLINED, Event.REMOVED) if self.last else False
        return self.last.text if said and self.last else ""


def standings(member: Member) -> list[Standing]:
    """Every network, those first in which she is or waits."""
    own = {}
    if member.pk is not None:
        memberships = member.memberships.select_related("network").prefetch_related("events")
        own = {membership.network_id: membership for membership in memberships}
    found = [_standing(network, own.get(network.pk)) for network in Network.objects.in_order()]
    return sorted(found, key=lambda standing: standing.may_apply)


def _standing(network: Network, membership: Membership | None) -> Standing:
    events = list(membership.events.all()) if membership else []
    return Standing(network, membership, events[-1] if events else None)
