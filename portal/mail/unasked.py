"""Addresses that want no mail they have not asked for: kept as a keyed hash, which tells nobody who they are."""

import hmac

from django.conf import settings

from portal.mail.models import RefusedAddress

_PURPOSE = b"portal.mail.refused address"


def refuse_unasked(address: str) -> None:
    """Never again write to `address` unless it asks for it."""
    RefusedAddress.objects.get_or_create(digest=_digest(address, str(settings.SECRET_KEY)))


def refuses_unasked(address: str) -> bool:
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = [_digest(address, secret) for secret in secrets]
    return RefusedAddress.objects.filter(digest__in=digests).exists()


def _digest(address: str, secret: str) -> str:
    key = hmac.digest(secret.encode(), _PURPOSE, "sha256")
    return hmac.digest(key, address.strip().casefold().encode(), "sha256").hex()
