"""The pages of "my account". Rooms above add theirs in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.accounts.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _everybody(user: User) -> bool:
    return True


def _nothing(user: User) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One page: the name of its URL, what it is called, what one does there and its place among the others.

    `covers` are the beginnings of the url names of the steps that belong to it, such as its forms;
    `waiting` counts what somebody has not seen there yet.
    """

    url_name: str
    title: "StrOrPromise"
    description: "StrOrPromise"
    order: int
    is_for: Callable[[User], bool] = _everybody
    covers: tuple[str, ...] = ()
    waiting: Callable[[User], int] = _nothing

    def is_open_at(self, url_name: str) -> bool:
        """Whether somebody on the page `url_name` is on this one or on a step of it."""
        return url_name == self.url_name or url_name.startswith(self.covers)


_pages: dict[str, AccountPage] = {}


def register_page(page: AccountPage) -> None:
    _pages[page.url_name] = page


def pages_for(user: User) -> list[AccountPage]:
    """The pages that `user` has, in order."""
    return sorted((page for page in _pages.values() if page.is_for(user)), key=lambda page: page.order)
