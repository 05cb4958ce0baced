"""Everybody who may look at somebody's profile."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from network.models import Member
from network.querysets import Account
from network.visibility import Reader, Visibility
from portal.accounts.models import User
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory

# What each may read, written out: the tests must not ask the code under test.
MAY_READ = {
    "visitor": {Visibility.PUBLIC},
    "account": {Visibility.PUBLIC},
    "member": {Visibility.PUBLIC, Visibility.MEMBERS},
    "peer": {Visibility.PUBLIC, Visibility.MEMBERS, Visibility.NETWORKS},
    "owner": {Visibility.PUBLIC, Visibility.MEMBERS, Visibility.NETWORKS, Visibility.NOBODY},
}
# The owner too finds herself only by what she shows to her peers; her own page has the rest.
MAY_FIND = MAY_READ | {"owner": MAY_READ["peer"]}
READER = {
    "visitor": Reader.VISITOR,
    "account": Reader.VISITOR,
    "member": Reader.MEMBER,
    "peer": Reader.PEER,
    "owner": Reader.OWNER,
}


@dataclass(frozen=True)
class Looking:
    """Somebody who looks, with a browser."""

    name: str
    account: Account
    client: Client

    def may_read(self, visibility: Visibility) -> bool:
        return visibility in MAY_READ[self.name]

    def may_find(self, visibility: Visibility) -> bool:
        return visibility in MAY_FIND[self.name]


def everybody_looking_at(member: Member) -> list[Looking]:
    """One of each: a visitor, an account in no network, a member elsewhere, one of her network, and herself.

    `member` has an account and is in the European network only. Those who look are hidden themselves.
    """
    hidden = Visibility.NOBODY
    elsewhere, peer = UserFactory.create(), UserFactory.create()
    MemberFactory.create(user=elsewhere, networks=["ES"], visibility=hidden)
    MemberFactory.create(user=peer, networks=["EU", "FR"], visibility=hidden)
    accounts = {"account": UserFactory.create(), "member": elsewhere, "peer": peer}
    return [
        Looking("visitor", AnonymousUser(), Client()),
        *(Looking(name, user, signed_in(user)) for name, user in accounts.items()),
        look_at_herself(member),
    ]


def look_at_herself(member: Member) -> Looking:
    assert member.user is not None
    return Looking("owner", member.user, signed_in(member.user))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
