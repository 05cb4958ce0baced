"""What is worth doing with a new account. Rooms above add theirs in `ready()`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.accounts.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Link:
    """Where a step leads: what the link says, and its path in the current language."""

    label: "StrOrPromise"
    url: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step, shown in "my account" as long as it `is_open` for whoever is signed in."""

    name: str
    title: "StrOrPromise"
    description: "StrOrPromise"
    order: int
    links: Callable[[], Sequence[Link]]
    is_open: Callable[[User], bool]


_steps: dict[str, NextStep] = {}


def register_step(step: NextStep) -> None:
    _steps[step.name] = step


def next_steps(user: User) -> list[NextStep]:
    """The steps that `user` has not taken yet, in order."""
    return sorted((step for step in _steps.values() if step.is_open(user)), key=lambda step: step.order)
