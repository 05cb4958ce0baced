"""Who wrote an article, where the author has a profile: which one, the room above that keeps profiles tells."""

from dataclasses import dataclass
from typing import Protocol

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class AuthorProfile:
    """A profile to which an article leads."""

    name: str
    url: str


class Profiles(Protocol):
    """What the room that keeps profiles can tell."""

    def account_at(self, address: str, reader: AbstractBaseUser | AnonymousUser) -> User | None:
        """The account behind the profile at this address; None where `reader` sees none, or it has no account."""

    def profile_of(self, account_id: int, reader: AbstractBaseUser | AnonymousUser) -> AuthorProfile | None:
        """The profile of an account, if `reader` may see it."""


_kept: list[Profiles] = []


def register_profiles(profiles: Profiles) -> None:
    _kept[:] = [profiles]


def account_at(address: str, reader: AbstractBaseUser | AnonymousUser) -> User | None:
    return _kept[0].account_at(address, reader) if _kept else None


def profile_of(account_id: int | None, reader: AbstractBaseUser | AnonymousUser) -> AuthorProfile | None:
    return _kept[0].profile_of(account_id, reader) if _kept and account_id else None
