"""The terms of use, version by version. A room above says which version is current."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from portal.accounts.models import TermsAcceptance, User


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of use as they are read in one language: their version there, and the path.

    `newest` is the version of the original text, which a translation carries once it has followed.
    `legal` are the paths of whatever the law wants everybody to read at any time, those of the terms in
    the other languages among them.
    """

    version: str
    url: str
    legal: frozenset[str] = frozenset()
    newest: str = ""

    def are_accepted_by(self, user: User) -> bool:
        """Whether she has accepted what she can read here, or has read the newest text in another language."""
        return bool(user.accepted_terms) and user.accepted_terms in (self.version, self.newest)

    def lets_read(self, path: str) -> bool:
        """Whether the page at `path` is there for those, too, who have not accepted this version."""
        return path == self.url or path in self.legal


_current: list[Callable[[str], Terms | None]] = []


def register_current(current: Callable[[str], Terms | None]) -> None:
    """`current(language)` gives the version in force, or None while there is none. For a room's `ready()`."""
    _current[:] = [current]


def current_terms(language: str) -> Terms | None:
    return _current[0](language) if _current else None


@transaction.atomic
def accept_terms(user: User, terms: Terms) -> TermsAcceptance:
    """Record that `user` accepted `terms`. Accepting a version twice changes nothing."""
    acceptance, _ = TermsAcceptance.objects.get_or_create(user=user, version=terms.version)
    user.accepted_terms = terms.version
    user.save(update_fields=["accepted_terms"])
    return acceptance
