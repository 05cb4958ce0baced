"""Addresses that want no mail they have not asked for: kept as a keyed hash, which tells nobody who they are."""

import hmac
from collections.abc import Iterable

from django.conf import settings

from portal.mail.models import RefusedAddress

_PURPOSE = b"portal.mail.refused address"


def refuse_unasked(address: str) -> None:
    """Never again write to `address` unless it asks for it."""
    RefusedAddress.objects.get_or_create(digest=_digest(address, str(settings.SECRET_KEY)))


def refusing_unasked(addresses: Iterable[str]) -> set[str]:
    """Those of these addresses that are not to be written to; one query."""
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    by_digest = {_digest(address, secret): address for address in addresses for secret in secrets}
    found = RefusedAddress.objects.filter(digest__in=by_digest).values_list("digest", flat=True)
    return {by_digest[digest] for digest in found}


def _digest(address: str, secret: str) -> str:
    key = hmac.digest(secret.encode(), _PURPOSE, "sha256")
    return hmac.digest(key, address.strip().casefold().encode(), "sha256").hex()
