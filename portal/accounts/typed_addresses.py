"""The addresses that somebody typed and to which a mail is on its way, for the pages that say where it went.

They are kept in her session and nowhere else: whether the address has an account must show in nothing.
"""

from datetime import timedelta
from enum import StrEnum

from django.http import HttpRequest
from django.utils import timezone

# As long as the links in these mails are good.
_KEPT_FOR = timedelta(days=3)


class For(StrEnum):
    """What an address was typed for; the key it is kept under."""

    ADDRESS_CHANGE = "address_typed_for_a_change"
    NEW_PASSWORD = "address_typed_for_a_new_password"  # noqa: S105 - a key of the session


def note(request: HttpRequest, what_for: For, address: str) -> None:
    request.session[what_for] = [address, timezone.now().timestamp()]


def noted(request: HttpRequest, what_for: For) -> str:
    """The address, or nothing once the link in the mail is too old."""
    address, typed_at = request.session.get(what_for, ("", 0))
    return str(address) if timezone.now().timestamp() - typed_at < _KEPT_FOR.total_seconds() else ""


def forget(request: HttpRequest, what_for: For) -> None:
    request.session.pop(what_for, None)
