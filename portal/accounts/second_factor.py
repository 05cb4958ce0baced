"""Who must sign in with a second factor, and whether this session was."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override

from portal.accounts.models import User

_SECOND_STEP_ONLY = "second_step_only"
_SET_UP_BY = "second_factor_set_up_by"
_WANTED = "second_factor_wanted"


def may_enter_desk(user: User) -> bool:
    """Whether Wagtail would let `user` into the admin."""
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


def has_second_factor(user: User) -> bool:
    return factors_of(user).exists()


def factors_of(user: User) -> "QuerySet[Authenticator]":
    """Her passkeys and her authenticator app, the oldest first."""
    factors: QuerySet[Authenticator] = Authenticator.objects.filter(user=user).order_by("created_at")
    return factors.exclude(type=Authenticator.Type.RECOVERY_CODES)


def demand_password_before_passkeys(user: User) -> None:
    """Let the passkeys that `user` has now open her account after the password only, whatever they were made for."""
    for passkey in factors_of(user).filter(type=Authenticator.Type.WEBAUTHN):
        passkey.data[_SECOND_STEP_ONLY] = True
        passkey.save(update_fields=["data"])


def signs_in_alone(passkey: Authenticator) -> bool:
    """As it is by now: it may have been removed, or its account taken back, while it was being used."""
    current = Authenticator.objects.filter(pk=passkey.pk).first()
    return current is not None and not current.data.get(_SECOND_STEP_ONLY, False)


@transaction.atomic
def rename_passkey(passkey: Authenticator, name: str) -> None:
    """Change the name and nothing else: allauth would write back, as it was before, all that is known of it."""
    for current in Authenticator.objects.select_for_update().filter(pk=passkey.pk):
        current.data["name"] = name
        current.save(update_fields=["data"])


def types_of(user: User) -> set[str]:
    """What `user` can show besides her password: passkeys, an app, recovery codes."""
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether the rights of this session's account wait for a second factor: none is set up, or none was used."""
    if not settings.STAFF_NEED_SECOND_FACTOR:
        return False
    user = request.user
    assert isinstance(user, User)
    return not (_session_has_second_factor(request, user) and has_second_factor(user))


def _session_has_second_factor(request: HttpRequest, user: User) -> bool:
    used = any(record["method"] == "mfa" for record in get_authentication_records(request, user))
    return used or request.session.get(_SET_UP_BY) == user.pk


def note_set_up(request: HttpRequest, user: User) -> None:
    """Setting one up proves that one has it, so this session counts as signed in with it."""
    request.session[_SET_UP_BY] = user.pk


def note_wanted(request: HttpRequest, path: str) -> None:
    """Remember where somebody was going who was led to set up a second factor first."""
    request.session[_WANTED] = path


def wanted(request: HttpRequest) -> str:
    """Where she was going, once she may go on; empty before, and for everybody else."""
    path = request.session.get(_WANTED, "")
    return "" if not path or lacks_second_factor(request) else str(path)


def path_to_second_factor(user: User, going_to: str) -> str:
    """Where `user` uses the second factor she has and goes on, or sets one up."""
    types = types_of(user)
    with override(user.language):
        if Authenticator.Type.TOTP in types:
            page = reverse("mfa_reauthenticate")
        elif Authenticator.Type.WEBAUTHN in types:
            page = reverse("mfa_reauthenticate_webauthn")
        else:
            return reverse("account_security")
    return f"{page}?{urlencode({REDIRECT_FIELD_NAME: going_to})}"
