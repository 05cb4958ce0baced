"""The addresses that somebody has had mail sent to in this session."""

from django.http import HttpRequest

_KEY = "mail_addresses"


def note(request: HttpRequest, address: str) -> None:
    """Remember that this visitor had a mail sent to `address`."""
    seen = request.session.get(_KEY, [])
    if address not in seen:
        request.session[_KEY] = [*seen, address]
