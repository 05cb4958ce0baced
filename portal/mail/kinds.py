"""The kinds of mail there are. Each room names its own in `ready()`; a mail without a kind cannot be sent."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail.

    `title` and `description` are what somebody reads who decides whether she wants it. An
    `essential` mail belongs to something she asked for or must know, and has no switch.
    """

    name: str
    title: "StrOrPromise"
    description: "StrOrPromise"
    essential: bool = False


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    """Raises KeyError for a mail of no kind."""
    return _kinds[name]


def registered_kinds() -> list[Kind]:
    return list(_kinds.values())
