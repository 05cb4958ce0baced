"""The mails about accounts: which kinds there are, and which of them allauth means."""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.links import link
from portal.accounts.models import User
from portal.mail.kinds import Kind, no_account
from portal.mail.recipients import Recipient
from portal.vocabulary.languages import current_language

_ASKED_FOR = _("You get it when you, or somebody who typed your address, asked for it.")
_MADE_FOR_YOU = _("You get it because somebody who looks after the portal entered your address.")
_FOR_SAFETY = _("You get it so that nobody changes how you sign in without your knowing.")


def _sample() -> dict[str, Any]:
    """What the mails below say something about, for a look at them."""
    page = settings.SITE_URL + "/en/"
    links = ("url", "reset_url", "sign_in_url", "sign_up_url", "security_url")
    now = timezone.now()
    return {
        **{name: f"{page}{name}/" for name in links},
        "old_address": "old@example.org",
        "new_address": "new@example.org",
        "until": now,
        "timestamp": now,
        "factors": [Authenticator(type=Authenticator.Type.TOTP, created_at=now)],
    }


KINDS = (
    Kind("accounts.confirm_sign_up", _("Confirm your address"), _ASKED_FOR, essential=True, sample=_sample),
    Kind("accounts.invited", _("An account was made for you"), _MADE_FOR_YOU, essential=True, sample=_sample),
    Kind("accounts.confirm_address", _("Confirm your new address"), _ASKED_FOR, essential=True, sample=_sample),
    Kind(
        "accounts.already_has_account",
        _("Your address has an account already"),
        _ASKED_FOR,
        essential=True,
        sample=_sample,
    ),
    Kind(
        "accounts.address_reserved",
        _("Your former address is still reserved"),
        _ASKED_FOR,
        essential=True,
        sample=_sample,
    ),
    Kind(
        "accounts.unknown_address",
        _("Your address has no account"),
        _ASKED_FOR,
        essential=True,
        audience=no_account,
        sample=_sample,
    ),
    Kind("accounts.reset_password", _("Choose a new password"), _ASKED_FOR, essential=True, sample=_sample),
    Kind("accounts.password_changed", _("Your password was changed"), _FOR_SAFETY, essential=True, sample=_sample),
    Kind("accounts.address_changed", _("Your address was changed"), _FOR_SAFETY, essential=True, sample=_sample),
    Kind("accounts.address_restored", _("Your address is restored"), _FOR_SAFETY, essential=True, sample=_sample),
    Kind("accounts.passkey_added", _("A passkey was added"), _FOR_SAFETY, essential=True, sample=_sample),
    Kind("accounts.passkey_removed", _("A passkey was removed"), _FOR_SAFETY, essential=True, sample=_sample),
    Kind(
        "accounts.authenticator_app_added",
        _("An authenticator app was added"),
        _FOR_SAFETY,
        essential=True,
        sample=_sample,
    ),
    Kind(
        "accounts.authenticator_app_removed",
        _("The authenticator app was removed"),
        _FOR_SAFETY,
        essential=True,
        sample=_sample,
    ),
    Kind(
        "accounts.recovery_codes_made", _("New recovery codes were made"), _FOR_SAFETY, essential=True, sample=_sample
    ),
    Kind(
        "accounts.second_factor_reset", _("Your second factor was reset"), _FOR_SAFETY, essential=True, sample=_sample
    ),
)

# What allauth calls its mails, and which kind of ours each is.
KIND_OF = {
    "account/email/email_confirmation_signup": "accounts.confirm_sign_up",
    "account/email/email_confirmation": "accounts.confirm_sign_up",
    "account/email/account_already_exists": "accounts.already_has_account",
    "account/email/unknown_account": "accounts.unknown_address",
    "account/email/password_reset_key": "accounts.reset_password",
    "account/email/password_reset": "accounts.password_changed",
    "account/email/password_changed": "accounts.password_changed",
    "account/email/password_set": "accounts.password_changed",
    "mfa/email/webauthn_added": "accounts.passkey_added",
    "mfa/email/webauthn_removed": "accounts.passkey_removed",
    "mfa/email/totp_activated": "accounts.authenticator_app_added",
    "mfa/email/totp_deactivated": "accounts.authenticator_app_removed",
    "mfa/email/recovery_codes_generated": "accounts.recovery_codes_made",
}
# Mails of ways that the portal does not offer: signing in or resetting by a code, several addresses.
NEVER_SENT = frozenset(
    {
        "account/email/login_code",
        "account/email/password_reset_code",
        "account/email/email_changed",
        "account/email/email_deleted",
    }
)


def recipient(user: User, address: str = "") -> Recipient:
    """`user` as somebody who gets a mail, at `address` where that is not the account's own."""
    return Recipient(address or user.email, user.language, user.get_full_name(), user.pk)


def recipient_at(address: str) -> Recipient:
    """Whoever reads `address`: the owner of its account, or somebody of whom we know the language of the page."""
    owner = EmailAddress.objects.filter(email__iexact=address).order_by("-verified").select_related("user").first()
    return recipient(owner.user, address) if owner else Recipient(address, current_language())


def context_for(reader: Recipient, given: Mapping[str, Any]) -> dict[str, Any]:
    """What our templates need of what allauth gives, with links in the reader's language."""
    context = {name: given[name] for name in ("timestamp",) if name in given}
    context["sign_up_url"] = link(reader.language, "account_signup")
    context["security_url"] = link(reader.language, "account_security")
    context["reset_url"] = link(reader.language, "account_reset_password")
    if "uid" in given:
        context["url"] = link(reader.language, "account_reset_password_from_key", given["uid"], given["key"])
    elif "key" in given:
        context["url"] = link(reader.language, "account_confirm_email", given["key"])
    return context
