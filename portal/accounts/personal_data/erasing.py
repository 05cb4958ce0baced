"""Erasing an account with everything that is held about its owner (Art. 17 GDPR)."""

import json
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.permissions import may_erase, operators
from portal.accounts.personal_data.registry import registered
from portal.mail.recipients import Recipient
from portal.mail.sending import send

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ErasureError(Exception):
    """The account has to stay; the message says why and what to do."""


def why_not_erasable(user: User) -> "StrOrPromise | None":
    """Why the account has to stay, or None if it may go."""
    if user.is_demo:
        return _("This account belongs to the demonstration and is shared by all who try the portal out. It stays.")
    if [operator.pk for operator in operators()] == [user.pk]:
        return _(
            "You are the last operator, and without one nobody could look after the portal. "
            "Make somebody else an operator first."
        )
    return None


@transaction.atomic
def erase_account(user: User, *, acting_user: User | None) -> None:
    """Erase `user`: what each room holds about her, her sessions, and the account itself, or nothing at all.

    `acting_user` is None for the portal's own periodic tasks. A last mail says that it is done, unless
    the address was never confirmed. Raises ErasureError, and PermissionDenied if somebody but the owner
    or an operator asks.
    """
    if acting_user and not may_erase(acting_user, user):
        raise PermissionDenied
    # With all operators locked, two cannot leave at once and each take the other for the last.
    list(operators().select_for_update().order_by("pk"))
    user = User.objects.select_for_update().get(pk=user.pk)
    if reason := why_not_erasable(user):
        raise ErasureError(reason)
    addresses = EmailAddress.objects.filter(user=user)
    is_confirmed = addresses.filter(verified=True).exists() or not addresses.exists()
    recipient = Recipient(user.email, user.language, user.get_full_name())
    user.delete()
    if is_confirmed:
        send("accounts.erased", recipient, {})


def erase_holdings(instance: User, **_signal: object) -> None:
    """Have each room erase what it holds, before the account's row goes: a receiver of `pre_delete`.

    So it happens in whatever way an account is deleted, in the admin too, and in the same transaction.
    """
    for data in reversed(registered()):
        data.erase(instance)


def end_sessions_of(user: User) -> None:
    """Delete every session of `user`, and those in which her address was only typed."""
    Session.objects.filter(pk__in=[session.pk for session in sessions_of(user)]).delete()


def sessions_of(user: User) -> list[Session]:
    """Those in which she is signed in, and those in which her address was only typed.

    What a session holds is readable one by one only, so that all of them are read.
    """
    return [session for session in Session.objects.iterator() if _is_of(session, user)]


def _is_of(session: Session, user: User) -> bool:
    data = session.get_decoded()
    return data.get("_auth_user_id") == str(user.pk) or json.dumps(user.email) in json.dumps(data, default=str)
