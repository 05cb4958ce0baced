"""The vocabulary of the network: who is listed, who is visible to whom."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from network.states import WAITING, MembershipRole, MembershipState, NetworkKind
from network.visibility import Visibility
from portal.operations.bulk_changes import ReportingQuerySet

if TYPE_CHECKING:
    from network.models import Member, Membership, Network  # noqa: F401 - named in quotes below

Account: TypeAlias = AbstractBaseUser | AnonymousUser


class NetworkQuerySet(ReportingQuerySet["Network"]):
    def in_order(self) -> "NetworkQuerySet":
        """The European network first, then the national ones by code."""
        return self.order_by("kind", "code")

    def european(self) -> "NetworkQuerySet":
        return self.filter(kind=NetworkKind.EUROPEAN)

    def national(self) -> "NetworkQuerySet":
        return self.filter(kind=NetworkKind.NATIONAL)

    def of(self, user: Account) -> "NetworkQuerySet":
        """The networks in which an account is a member."""
        return self.filter(memberships__state=MembershipState.ACTIVE, memberships__member__user=user.pk)

    def coordinated_by(self, user: Account) -> "NetworkQuerySet":
        """The networks that an account looks after. Nothing but the role in a membership makes it so."""
        return self.filter(self._coordinated(user=user.pk)) if user.is_authenticated else self.none()

    def decided_by(self, user: Account) -> "NetworkQuerySet":
        """The networks for which an account decides: its own, and for European coordinators those that have none."""
        own = self.coordinated_by(user)
        if not own.european().exists():
            return own
        return self.filter(self._coordinated(user=user.pk) | Q(~self._coordinated(), kind=NetworkKind.NATIONAL))

    def _coordinated(self, **of_account: Any) -> Q:
        coordinators = self.model.objects.filter(
            pk=OuterRef("pk"),
            memberships__state=MembershipState.ACTIVE,
            memberships__role=MembershipRole.COORDINATOR,
            memberships__member__user__is_active=True,
            **{f"memberships__member__{name}": value for name, value in of_account.items()},
        )
        return Q(Exists(coordinators))


class MembershipQuerySet(ReportingQuerySet["Membership"]):
    def of(self, user: Account) -> "MembershipQuerySet":
        """An account's own memberships, whatever their state."""
        return self.filter(member__user=user.pk) if user.is_authenticated else self.none()

    def active(self) -> "MembershipQuerySet":
        return self.filter(state=MembershipState.ACTIVE)

    def coordinators(self) -> "MembershipQuerySet":
        return self.active().filter(role=MembershipRole.COORDINATOR, member__user__is_active=True)

    def waiting(self) -> "MembershipQuerySet":
        """Applications that a coordinator has to answer, or whose applicant has to; the oldest first."""
        return self.filter(state__in=WAITING).order_by("applied", "pk")

    def sleeping(self, since: datetime) -> "MembershipQuerySet":
        """Of members who have not touched their profile since then and can be written to, the longest first."""
        members = self.active().filter(member__edited__lt=since, member__user__is_active=True)
        return members.order_by("member__edited", "pk")

    def decided_by(self, user: Account) -> "MembershipQuerySet":
        """The memberships of the networks for which an account decides."""
        return self.filter(network__in=self._networks().decided_by(user).order_by().values("pk"))

    def _networks(self) -> NetworkQuerySet:
        network: Any = self.model._meta.get_field("network").related_model
        networks: NetworkQuerySet = network.objects.all()
        return networks


class MemberQuerySet(ReportingQuerySet["Member"]):
    def of(self, user: Account) -> "MemberQuerySet":
        """An account's own profile, if it has one."""
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def listed(self) -> "MemberQuerySet":
        """Those whom a network has admitted, whose account is open and whom moderators do not withhold."""
        open_account = Q(user__isnull=True) | Q(user__is_active=True)
        return self.filter(open_account, self._among(memberships__state=MembershipState.ACTIVE), withheld=False)

    def in_search_engines(self) -> "MemberQuerySet":
        """Those who let search engines list what visitors see of them."""
        return self.listed().filter(profile_visibility=Visibility.PUBLIC, in_search_engines=True)

    def visible_to(self, user: Account) -> "MemberQuerySet":
        """The profiles that `user` may know of: the one place that decides.

        Visitors, and accounts that no network has admitted, see public profiles; members also see
        those for members; those who share a network see those for their networks. One's own
        profile is always visible.
        """
        findable = self.findable_by(user)
        return findable | self.of(user) if user.is_authenticated else findable

    def findable_by(self, user: Account) -> "MemberQuerySet":
        """The profiles that lists show `user`: the same for all who belong to the same networks."""
        shown = Q(profile_visibility=Visibility.PUBLIC)
        if not user.is_authenticated:
            return self.listed().filter(shown)
        # Part of the question itself: databases answer it once, and nobody waits for a question more.
        is_member = Q(Exists(self.model.objects.listed().filter(user=user.pk)))
        to_members = Q(profile_visibility=Visibility.MEMBERS)
        to_peers = Q(self._peers_of(user), profile_visibility=Visibility.NETWORKS)
        return self.listed().filter(shown | (is_member & (to_members | to_peers)))

    def peers_of(self, user: Account) -> "MemberQuerySet":
        """Those who share a network with `user`."""
        return self.filter(self._peers_of(user))

    def with_profile(self) -> "MemberQuerySet":
        """With all that a profile shows, in a fixed number of queries."""
        return self.select_related("user", "photo").prefetch_related(  # type: ignore[misc]  # taggit has no types
            "texts",
            "countries",
            "advice",
            "languages",
            "expertises",
            "tags",
            "audiences",
            "availabilities",
            "links",
            "publications",
            "memberships__network",
        )

    def _peers_of(self, user: Account) -> Q:
        # A question of its own: joined, it would be asked for every member anew.
        own = self.model.objects.filter(user=user.pk, memberships__state=MembershipState.ACTIVE)
        return self._among(
            memberships__state=MembershipState.ACTIVE, memberships__network__in=own.values("memberships__network")
        )

    def _among(self, **conditions: Any) -> Q:
        """A condition on a member's many rows that does not multiply the member."""
        return Q(Exists(self.model.objects.filter(pk=OuterRef("pk"), **conditions)))
