"""The kinds of mail there are. Each room names its own in `ready()`; a mail without a kind cannot be sent."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Audience: TypeAlias = Callable[[AbstractBaseUser], bool]
_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


def every_account(account: AbstractBaseUser) -> bool:
    return True


def no_account(account: AbstractBaseUser) -> bool:
    """The audience of a mail that goes to an address without an account, such as the portal's own."""
    return False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail, named `<room>.<mail>`.

    `title` and `description` are what somebody reads who decides whether she wants it. An
    `essential` mail belongs to something she asked for or must know, and has no switch. `audience`
    says which accounts may get it: nobody else is shown the mail or its switch. `sample` gives a
    context to draw the mail with where nobody is to get it: in tests and previews.
    """

    name: str
    title: "StrOrPromise"
    description: "StrOrPromise"
    essential: bool = False
    audience: Audience = every_account
    sample: Callable[[], Mapping[str, Any]] = dict

    @property
    def folder(self) -> str:
        """Where its three templates are, within the folders of templates."""
        room, _dot, mail = self.name.partition(".")
        return f"{room}/mail/{mail}"


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Raises ValueError for a name that is not `<room>.<mail>`."""
    if not _NAME.fullmatch(kind.name):
        raise ValueError(f"A kind of mail is named <room>.<mail>, not {kind.name!r}.")
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    """Raises KeyError for a mail of no kind."""
    return _kinds[name]


def registered_kinds() -> list[Kind]:
    return list(_kinds.values())


def kinds_for(account: AbstractBaseUser) -> list[Kind]:
    """The kinds of mail that `account` may get."""
    return [kind for kind in _kinds.values() if kind.audience(account)]
