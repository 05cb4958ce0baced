"""The portal's own views that an editor may link to. Rooms above add theirs in `ready()`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Destination:
    """A view by the name that stored content knows it by, with the name of its URL."""

    name: str
    label: "StrOrPromise"
    url_name: str

    @property
    def url(self) -> str:
        """Its address in the current language."""
        return reverse(self.url_name)


_destinations: dict[str, Destination] = {}


def register_destination(name: str, label: "StrOrPromise", url_name: str) -> None:
    _destinations[name] = Destination(name, label, url_name)


def destination(name: str) -> Destination | None:
    """The view of that name; None where no room brings it (any more)."""
    return _destinations.get(name)


def destination_choices() -> list[tuple[str, "StrOrPromise"]]:
    return [(each.name, each.label) for each in _destinations.values()]
