"""Who may do what in the network."""

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from network.models import Member, Membership, Network
from portal.accounts.models import User


def may_edit(user: AbstractBaseUser | AnonymousUser, member: Member) -> bool:
    """A profile is its owner's alone."""
    return user.is_authenticated and member.user_id == user.pk


def may_decide(user: AbstractBaseUser | AnonymousUser, membership: Membership) -> bool:
    """A network decides through its own coordinators, and none of them about herself.

    The European coordinators stand in where a national network has none.
    """
    is_own = may_edit(user, membership.member)
    return not is_own and Network.objects.decided_by(user).filter(pk=membership.network_id).exists()


def may_nominate(user: AbstractBaseUser | AnonymousUser, member: Member, network: Network) -> bool:
    """A national coordinator nominates members of her network as experts."""
    coordinates = Network.objects.coordinated_by(user).national().filter(pk=network.pk).exists()
    return coordinates and network.memberships.active().filter(member=member).exists()


def may_invite(user: AbstractBaseUser | AnonymousUser, network: Network) -> bool:
    """Whoever decides about applications invites people to apply."""
    return Network.objects.decided_by(user).filter(pk=network.pk).exists()


def may_read_lists(user: AbstractBaseUser | AnonymousUser, networks: Collection[int]) -> bool:
    """Lists of members are for those who decide for all of these networks."""
    return Network.objects.decided_by(user).filter(pk__in=networks).count() == len(networks)


def may_word(user: AbstractBaseUser | AnonymousUser, network: Network) -> bool:
    """Whoever decides for a network writes its page, and whoever keeps the networks may help."""
    return may_appoint(user) or may_invite(user, network)


def may_appoint(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever keeps the networks says who coordinates them."""
    return isinstance(user, User) and user.is_active and user.has_perm("network.change_network")
