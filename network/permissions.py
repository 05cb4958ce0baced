"""Who may do what in the network."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from network.models import Member, Membership, Network
from network.states import MembershipRole


def may_edit(user: AbstractBaseUser | AnonymousUser, member: Member) -> bool:
    """A profile is its owner's alone."""
    return user.is_authenticated and member.user_id == user.pk


def may_admit(user: AbstractBaseUser | AnonymousUser, network: Network) -> bool:
    """A network admits through its own coordinators."""
    coordinators = Membership.objects.active().filter(network=network, role=MembershipRole.COORDINATOR)
    return user.is_authenticated and coordinators.filter(member__user=user.pk).exists()
