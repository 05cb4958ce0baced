"""The kinds of mail there are. Each room names its own in `ready()`; a mail without a kind cannot be sent."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail, named `<room>.<mail>`.

    `title` and `description` are what somebody reads who decides whether she wants it. An
    `essential` mail belongs to something she asked for or must know, and has no switch. `sample`
    gives a context to draw the mail with where nobody is to get it: in tests and previews.
    """

    name: str
    title: "StrOrPromise"
    description: "StrOrPromise"
    essential: bool = False
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
