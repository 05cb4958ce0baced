"""Signing in as somebody who has just shown once more that it is she."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.test import Client


def confirm_password(client: Client) -> None:
    """What the page that asks for the password leaves in the session."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, get_user(request), method="password", reauthenticated=True)
    request.session.save()
