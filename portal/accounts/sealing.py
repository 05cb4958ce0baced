"""Texts that only this installation can read: secrets in the database, and addresses inside a link."""

import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class UnreadableError(ValueError):
    """Not sealed by this installation for this purpose, or too long ago."""


def seal(purpose: str, text: str) -> str:
    """`text`, readable with the secret key alone. It consists of letters, digits, `-` and `_`."""
    return _cipher(purpose).encrypt(text.encode()).decode().rstrip("=")


def unseal(purpose: str, sealed: str, *, max_age: int | None = None) -> str:
    """The text again. Raises UnreadableError, also after `max_age` seconds."""
    padding = "=" * (-len(sealed) % 4)
    try:
        return _cipher(purpose).decrypt(f"{sealed}{padding}", ttl=max_age).decode()
    except (InvalidToken, ValueError):
        raise UnreadableError from None


def _cipher(purpose: str) -> MultiFernet:
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    keys = [hmac.digest(secret.encode(), purpose.encode(), "sha256") for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])
