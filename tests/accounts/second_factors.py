"""Second factors as tests need them."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from portal.accounts.models import User
from tests.accounts.factories import PASSWORD


def code(secret: str) -> str:
    """What an authenticator app that knows `secret` shows now."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return shown


def give_app(user: User) -> str:
    """Sets an authenticator app up for `user`, and gives its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def give_recovery_codes(user: User) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def give_passkey(user: User, name: str = "Phone") -> Authenticator:
    """A passkey that is listed; it signs nobody in."""
    passkey: Authenticator = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}}
    )
    return passkey


def sign_in_with_app(client: Client, user: User, secret: str) -> None:
    client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
    client.post("/en/account/sign-in/two-factor/", {"code": code(secret)})
    assert "_auth_user_id" in client.session


def confirm_password(client: Client) -> None:
    """Types the password once more, as before every change that matters."""
    client.post("/en/account/again/password/", {"password": PASSWORD})
