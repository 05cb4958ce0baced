"""Links that mails carry: whole addresses, in the language of whoever reads the mail."""

import json

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import override

from portal.accounts.models import AddressChange, User
from portal.accounts.models.address_change import UNDO_PERIOD
from portal.accounts.sealing import UnreadableError, seal, unseal

CHANGE_VALID_SECONDS = 3 * 24 * 60 * 60
_CHANGE = "portal.accounts.change of address"
_UNDO = "portal.accounts.undoing a change of address"


class LinkExpiredError(Exception):
    """The link is not one of ours, too old, or has done its work already."""


def link(language: str, name: str, *arguments: str) -> str:
    """The whole address of the page `name`."""
    with override(language):
        return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def reset_link(user: User) -> str:
    """Where `user` chooses a new password. Good once, for `PASSWORD_RESET_TIMEOUT` seconds."""
    token = default_token_generator.make_token(user)
    return link(user.language, "account_reset_password_from_key", user_pk_to_url_str(user), token)


def change_token(user: User, new: str) -> str:
    """Says that `user` may move from the address she has now to `new`, for three days.

    Sealed, so that no log or history can tell the addresses. It ends with her sessions and with the
    next change of her address, undone or not: whoever had it made may be who she got rid of.
    """
    asked = [user.pk, user.email, new, user.get_session_auth_hash(), _last_change(user)]
    return seal(_CHANGE, json.dumps(asked))


def read_change_token(token: str) -> tuple[User, str]:
    """Whose address changes, and to which. Raises LinkExpiredError.

    An account that the link has moved already is given as well, so that a second click does no harm.
    """
    try:
        key, old, new, session_hash, last_change = json.loads(unseal(_CHANGE, token, max_age=CHANGE_VALID_SECONDS))
        user = User.objects.get(pk=key, is_active=True)
    except (UnreadableError, User.DoesNotExist):
        raise LinkExpiredError from None
    is_as_asked = user.email == new or (user.email, _last_change(user)) == (old, last_change)
    if not (is_as_asked and constant_time_compare(user.get_session_auth_hash(), session_hash)):
        raise LinkExpiredError
    return user, new


def _last_change(user: User) -> int | None:
    return user.address_changes.order_by("-pk").values_list("pk", flat=True).first()


def undo_token(change: AddressChange) -> str:
    """Undoes `change` for whoever reads the old address, for seven days."""
    return signing.dumps(change.pk, salt=_UNDO)


def read_undo_token(token: str) -> AddressChange:
    """Raises LinkExpiredError, also when the change was undone already."""
    try:
        key = signing.loads(token, salt=_UNDO, max_age=UNDO_PERIOD)
        return AddressChange.objects.undoable().select_related("user").get(pk=key)
    except (signing.BadSignature, AddressChange.DoesNotExist):
        raise LinkExpiredError from None
