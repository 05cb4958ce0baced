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
    def belongs(self) -> bool:
        return self.state == MembershipState.ACTIVE

    @property
    def may_apply(self) -> bool:
        return not (self.belongs or self.waits)

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
    found = [standing_of(own.get(network.pk), network) for network in Network.objects.in_order()]
    return sorted(found, key=lambda standing: standing.may_apply)


def standing_of(membership: Membership | None, network: Network) -> Standing:
    events = list(membership.events.all()) if membership else []
    return Standing(network, membership, events[-1] if events else None)
