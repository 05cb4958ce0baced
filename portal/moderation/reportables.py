"""What can be reported. Rooms above name their things in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Account: TypeAlias = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing as it is now: what it is called, where it is read, and whose account answers for it.

    `text` is what only the reporter can show the moderators, if she wants to, such as messages to her.
    """

    kind: str
    pk: int
    title: str
    url: str
    author: User | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reportable:
    """A kind of thing. `seen_by(user, pk)` gives one if this reader may see it; `existing(pk)` in any case.

    `withhold` and `restore` carry out what moderators decide. `withheld` says in words what that means.
    """

    kind: str
    label: "StrOrPromise"
    withheld: "StrOrPromise"
    seen_by: Callable[[Account, int], Thing | None]
    existing: Callable[[int], Thing | None]
    withhold: Callable[[int], None]
    restore: Callable[[int], None]


_reportables: dict[str, Reportable] = {}


def register_reportable(reportable: Reportable) -> None:
    _reportables[reportable.kind] = reportable


def reportable(kind: str) -> Reportable | None:
    return _reportables.get(kind)
