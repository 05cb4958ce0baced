"""Signing in as somebody who has just shown once more that it is she."""

from time import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client


def confirm_password(client: Client) -> None:
    """What the page for it leaves in the session."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time(), "reauthenticated": True}]
    session.save()
