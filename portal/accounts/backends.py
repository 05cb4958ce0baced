"""Who is let in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail, closed to demo accounts outside a demonstration.

    Django asks the same question for each request of a session, so turning `DEMO` off also ends
    the sessions that demo accounts have open.
    """

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        if getattr(user, "is_demo", False) and not settings.DEMO:
            return False
        return bool(super().user_can_authenticate(user))
