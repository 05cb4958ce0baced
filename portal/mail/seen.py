"""The addresses that a browser of the demonstration caused mail to, so that it can be shown that mail."""

from django.conf import settings
from django.http import HttpRequest

_KEY = "mail_addresses"
_MOST = 20


def note(request: HttpRequest, address: str) -> None:
    """Remember in the session that this browser caused a mail to `address`; outside a demonstration, nothing."""
    if not settings.DEMO:
        return
    others = [each for each in noted(request) if each != address.lower()]
    request.session[_KEY] = [*others, address.lower()][-_MOST:]


def noted(request: HttpRequest) -> list[str]:
    addresses: list[str] = request.session.get(_KEY, [])
    return addresses
