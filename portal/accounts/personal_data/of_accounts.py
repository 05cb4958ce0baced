"""What the accounts themselves hold: the account, how it is protected, sessions, consents, accepted terms."""

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import APIToken

from portal.accounts.models import Consent, TermsAcceptance, UnusedWarning, User
from portal.accounts.personal_data import tasks
from portal.accounts.personal_data.erasing import end_sessions_of, sessions_of
from portal.accounts.personal_data.purposes import LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import (
    PersonalData,
    Record,
    labels_of,
    purpose_named,
    register_personal_data,
)
from portal.accounts.personal_data.unused import UNCONFIRMED_FOR, UNUSED_FOR
from portal.vocabulary.languages import language_name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SESSION_AGE = timedelta(seconds=settings.SESSION_COOKIE_AGE)
_RIGHTS = ("is_superuser", "is_staff", "is_active")
WITH_THE_ACCOUNT = Retention(_("Until you delete your account."))
GOES = _("Deleted.")
_MONTH = timedelta(days=30)
HOSTING_AND_MAIL = _("The providers that host the portal and carry its mail.")

ACCOUNT = Purpose(
    key="account",
    order=10,
    title=_("Your account"),
    held=_(
        "E-mail address, name if you give one, language, groups and rights, password (as a fingerprint that cannot "
        "be read back), when you joined, last signed in and were warned that the account is unused."
    ),
    why=_("So that you can sign in and get the mail that belongs to what you do here."),
    basis=LegalBasis.CONTRACT,
    retention=(
        WITH_THE_ACCOUNT,
        Retention(
            format_lazy(
                _("Without a sign-in for {months} months, and after two warnings by e-mail, it is deleted."),
                months=UNUSED_FOR // _MONTH,
            ),
            UNUSED_FOR,
            tasks.treat_unused_accounts.name,
        ),
        Retention(
            format_lazy(
                _("If the address is never confirmed, it is deleted after {days} days."), days=UNCONFIRMED_FOR.days
            ),
            UNCONFIRMED_FOR,
            tasks.erase_unconfirmed_accounts.name,
        ),
    ),
    recipients=HOSTING_AND_MAIL,
)
SECURITY = Purpose(
    key="sign_in_security",
    order=20,
    title=_("Protecting your account"),
    held=_("Passkeys, code generators, recovery codes and access keys that you set up, and when each was last used."),
    why=_("So that nobody else signs in as you."),
    basis=LegalBasis.LEGITIMATE_INTERESTS,
    retention=(Retention(_("Until you remove them or delete your account.")),),
)
SESSIONS = Purpose(
    key="sessions",
    order=30,
    title=_("Staying signed in"),
    held=_(
        "A session for each browser in which you are signed in, with what it needs to remember for you, such as "
        "an address that you typed until its owner confirms it."
    ),
    why=_("So that you need not sign in again on every page."),
    basis=LegalBasis.CONTRACT,
    retention=(
        Retention(
            format_lazy(_("Until you sign out, {days} days at most."), days=SESSION_AGE.days),
            SESSION_AGE,
            tasks.clear_expired_sessions.name,
        ),
    ),
)
CONSENTS = Purpose(
    key="consents",
    order=40,
    title=_("What you agreed to"),
    held=_("Each consent you gave or withdrew: in which words, when and where."),
    why=_("Because we have to be able to prove a consent, and you can withdraw it at any time."),
    basis=LegalBasis.LEGAL_OBLIGATION,
    retention=(WITH_THE_ACCOUNT,),
)
TERMS = Purpose(
    key="terms",
    order=50,
    title=_("The terms of use you accepted"),
    held=_("Which version you accepted, and when."),
    why=_("So that it is clear which rules hold between us."),
    basis=LegalBasis.CONTRACT,
    retention=(WITH_THE_ACCOUNT,),
)
_ACCESS_KEY = "access_key"
_KINDS = {
    Authenticator.Type.WEBAUTHN.value: _("passkey"),
    Authenticator.Type.TOTP.value: _("authenticator app"),
    Authenticator.Type.RECOVERY_CODES.value: _("recovery codes"),
    _ACCESS_KEY: _("access key"),
}


def register_what_accounts_hold() -> None:
    register_personal_data(
        PersonalData(
            ACCOUNT,
            models=(User, EmailAddress, EmailConfirmation, UnusedWarning),
            labels={
                "email": _("e-mail address"),
                "addresses": _("addresses"),
                "confirmed": _("confirmed"),
                "first_name": _("first name"),
                "last_name": _("last name"),
                "language": _("language"),
                "groups": _("groups"),
                **labels_of(User, _RIGHTS),
                "joined": _("joined"),
                "last_signed_in": _("last signed in"),
                "unused_warnings": _("warned that the account is unused"),
            },
            export=_account,
            erasure=GOES,
            wordings={"language": _language},
        )
    )
    register_personal_data(
        PersonalData(
            SECURITY,
            models=(Authenticator, APIToken),
            labels={"kind": _("kind"), "name": _("name"), "set_up": _("set up"), "last_used": _("last used")},
            export=_security,
            erasure=GOES,
            wordings={"kind": _KINDS.__getitem__},
        )
    )
    register_personal_data(
        PersonalData(
            SESSIONS,
            models=(Session,),
            labels={"ends": _("ends at the latest")},
            export=_sessions,
            erase=end_sessions_of,
            erasure=_("Deleted: you are signed out everywhere."),
        )
    )
    register_personal_data(
        PersonalData(
            CONSENTS,
            models=(Consent,),
            labels={
                "purpose": _("purpose"),
                "given": _("agreed"),
                "wording": _("in these words"),
                "language": _("language"),
                "where": _("where"),
                "recorded_at": _("when"),
            },
            export=_consents,
            erasure=GOES,
            wordings={"language": _language, "purpose": _title},
        )
    )
    register_personal_data(
        PersonalData(
            TERMS,
            models=(TermsAcceptance,),
            labels={"version": _("version"), "accepted_at": _("accepted")},
            export=_acceptances,
            erasure=GOES,
        )
    )


def _language(code: str) -> str:
    return language_name(code, get_language() or code)


def _title(purpose: str) -> "StrOrPromise":
    known = purpose_named(purpose)
    return known.title if known else purpose


def _account(user: User) -> list[Record]:
    return [
        {
            "email": user.email,
            "addresses": [
                {"email": email, "confirmed": verified}
                for email, verified in EmailAddress.objects.filter(user=user).values_list("email", "verified")
            ],
            "first_name": user.first_name,
            "last_name": user.last_name,
            "language": user.language,
            "groups": list(user.groups.values_list("name", flat=True)),
            **{right: getattr(user, right) for right in _RIGHTS},
            "joined": user.date_joined,
            "last_signed_in": user.last_login,
            "unused_warnings": [str(one) for one in user.unused_warnings.all()],
        }
    ]


def _security(user: User) -> list[Record]:
    """What is set up, without the secrets: a copy that gets lost must open nothing."""
    factors: list[Record] = [
        {
            "kind": factor.type,
            "name": factor.data.get("name", ""),
            "set_up": factor.created_at,
            "last_used": factor.last_used_at,
        }
        for factor in Authenticator.objects.filter(user=user).order_by("pk")
    ]
    tokens: list[Record] = [
        {"kind": _ACCESS_KEY, "name": token.name, "set_up": token.created, "last_used": token.last_used_at}
        for token in APIToken.objects.filter(user=user).order_by("pk")
    ]
    return factors + tokens


def _sessions(user: User) -> list[Record]:
    return [{"ends": session.expire_date} for session in sessions_of(user)]


def _consents(user: User) -> list[Record]:
    keys = ("purpose", "given", "wording", "language", "where", "recorded_at")
    return list(user.consents.order_by("pk").values(*keys))


def _acceptances(user: User) -> list[Record]:
    return list(user.terms_acceptances.order_by("pk").values("version", "accepted_at"))
