"""What this room registers when the portal starts."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions import ChangedMeanwhileError, end_sessions
from portal.accounts.mails import KINDS
from portal.accounts.models import MailSwitch, User
from portal.accounts.my_account import AccountPage, register_page
from portal.accounts.next_steps import Link, NextStep, register_step
from portal.accounts.second_factor import has_second_factor, note_set_up
from portal.mail.kinds import Kind, register_kind
from portal.mail.preferences import register_refusal
from portal.mail.recipients import Recipient

PAGES = (
    AccountPage("account_profile", _("Name and language"), _("How we greet you, and in which language."), 10),
    AccountPage(
        "account_security",
        _("Sign-in and security"),
        _("Password, passkeys, authenticator app and recovery codes."),
        20,
        covers=("mfa_", "account_change_password", "account_set_password", "account_reauthenticate"),
    ),
    AccountPage(
        "account_email",
        _("E-mail address"),
        _("Where we reach you and what you sign in with."),
        30,
        covers=("account_address_",),
    ),
    AccountPage("account_mails", _("E-mails"), _("What we write to you about, and what we do not."), 40),
)

STEPS = (
    NextStep(
        "name",
        _("Tell us your name"),
        _("Our e-mails then greet you by your name. Nobody else sees it."),
        10,
        lambda: [Link(_("Give your name"), reverse("account_profile"))],
        is_open=lambda user: not user.first_name,
    ),
    NextStep(
        "passkey",
        _("Add a passkey"),
        _("You then sign in with your fingerprint, your face or the code of your device, and nobody can guess it."),
        20,
        lambda: [Link(_("Add a passkey"), reverse("mfa_add_webauthn"))],
        is_open=lambda user: not has_second_factor(user),
    ),
)


def register_mails() -> None:
    """The kinds of mail about accounts, and who has switched off which kind."""
    for kind in KINDS:
        register_kind(kind)
    register_refusal(_has_switched_off)


def _has_switched_off(recipient: Recipient, kind: Kind) -> bool:
    return MailSwitch.objects.filter(user=recipient.account, kind=kind.name, off=True).exists()


def register_pages() -> None:
    for page in PAGES:
        register_page(page)
    for step in STEPS:
        register_step(step)


def follow_second_factors() -> None:
    """Learn of each second factor that somebody sets up."""
    authenticator_added.connect(_note_set_up, dispatch_uid="portal.accounts")


def _note_set_up(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Sessions signed in by password alone end, or one of them could take the second factor away again."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    try:
        end_sessions(user)
    except ChangedMeanwhileError:
        authenticator.delete()
        raise
    update_session_auth_hash(request, user)
    note_set_up(request, user)
