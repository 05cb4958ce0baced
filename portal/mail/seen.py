"""The addresses that a browser of the demonstration caused mail to, so that it can be shown that mail."""

from collections.abc import Iterator
from contextlib import contextmanager

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


@contextmanager
def kept(request: HttpRequest) -> Iterator[None]:
    """Have the addresses outlive a session that ends meanwhile; outside a demonstration nothing does.

    Without it whoever signs out or deletes her account would lose the mails that are read signed out.
    """
    addresses = noted(request) if settings.DEMO else []
    yield
    if addresses:
        request.session[_KEY] = addresses
