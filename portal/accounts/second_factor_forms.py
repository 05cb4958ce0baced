"""The forms of passkeys, authenticator app and recovery codes, in our words."""

import re
from json import JSONDecodeError, JSONDecoder
from typing import Any, ClassVar

from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import PlainForm
from portal.accounts.second_factor import rename_passkey, signs_in_alone, types_of

CODE = _("Code")
LONGEST_NAME = 100


APP_OR_RECOVERY_CODE = _("The six digits your app shows now, or one of your recovery codes.")
WRONG_RECOVERY_CODE = _("This recovery code is not right, or was used already: each works once. Try another one.")
_LENGTH_OF_APP_CODES = 6


class CodeForm(PlainForm):
    """A code for whoever has an app or recovery codes; asks for none that she does not have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.factors = types_of(self.user)  # type: ignore[attr-defined]  # of allauth's form behind this one
        field = self.fields["code"]
        if self.has_app:
            field.label, field.help_text = CODE, APP_OR_RECOVERY_CODE
        else:
            field.label, field.help_text = _("Recovery code"), _("One of the codes you kept. Each works once.")

    @property
    def has_app(self) -> bool:
        return Authenticator.Type.TOTP in self.factors

    @property
    def has_passkey(self) -> bool:
        return Authenticator.Type.WEBAUTHN in self.factors

    @property
    def has_codes(self) -> bool:
        """Whether there is any code that she could type."""
        return self.has_app or Authenticator.Type.RECOVERY_CODES in self.factors

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # allauth's, which stands behind this one
        except forms.ValidationError as error:
            if error.code == "incorrect_code" and self._is_of_recovery(self.cleaned_data["code"]):
                raise forms.ValidationError(WRONG_RECOVERY_CODE, code="incorrect_code") from None
            raise
        return code

    def _is_of_recovery(self, typed: str) -> bool:
        return not self.has_app or len(typed.strip()) > _LENGTH_OF_APP_CODES


class AuthenticateForm(CodeForm, base_forms.AuthenticateForm):
    pass


class ReauthenticateForm(CodeForm, base_forms.ReauthenticateForm):
    pass


class ActivateTOTPForm(PlainForm, totp_forms.ActivateTOTPForm):
    labels: ClassVar = {"code": _("Code from the app")}
    help_texts: ClassVar = {"code": _("The six digits the app shows once it knows the portal.")}


NOT_READ = _("This passkey did not work. Try again, or sign in another way.")
PASSWORD_FIRST = _(
    "Since this account was taken back, this passkey works only after the password. Sign in with your address and "
    "password; if you then remove the passkey and add it again, it works alone."
)


class _Decoder(JSONDecoder):
    """Calls all that it cannot read by the one name that Django's field knows: endless numbers and nesting too."""

    def decode(self, s: str, *args: Any) -> Any:
        try:
            return super().decode(s, *args)
        except (RecursionError, ValueError):
            raise JSONDecodeError("unreadable", "", 0) from None


class CredentialForm(PlainForm):
    """A form that a passkey fills in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].decoder = _Decoder  # type: ignore[attr-defined]  # it is a field for JSON


class PasskeyForm(CredentialForm):
    """What went wrong has nothing to do with the codes that allauth tells of."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]  # allauth's, which stands behind this one
        except forms.ValidationError as error:
            if error.code == "incorrect_code":
                raise forms.ValidationError(NOT_READ) from None
            raise


class SignInWithPasskeyForm(PasskeyForm, webauthn_forms.LoginWebAuthnForm):
    def clean_credential(self) -> Any:
        passkey = super().clean_credential()
        # The account is read first: if it is taken back after this line, the session to come is not valid.
        _account = passkey.user
        if not signs_in_alone(passkey):
            raise forms.ValidationError(PASSWORD_FIRST)
        return passkey


class AuthenticateWithPasskeyForm(PasskeyForm, webauthn_forms.AuthenticateWebAuthnForm):
    pass


class ReauthenticateWithPasskeyForm(PasskeyForm, webauthn_forms.ReauthenticateWebAuthnForm):
    pass


def _as_name(typed: str) -> str:
    """Without what makes a link: the name stands in a mail to the owner, and a stranger may have given it."""
    return " ".join(re.sub("[/:@]", " ", typed).split())[:LONGEST_NAME] or "–"


class AddPasskeyForm(CredentialForm, webauthn_forms.AddWebAuthnForm):
    labels: ClassVar = {"name": _("What you call it"), "passwordless": _("Sign in with this passkey alone")}
    help_texts: ClassVar = {
        "name": _("For example “My phone”, so that you can tell your passkeys apart."),
        "passwordless": _("Without typing address and password. Untick it for a security key that has no PIN."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["maxlength"] = LONGEST_NAME
        self.fields["passwordless"].initial = True

    def clean_name(self) -> str:
        return _as_name(super().clean_name())

    def clean(self) -> dict[str, Any]:
        """Takes whatever was sent, of which allauth expects that a passkey has made it."""
        try:
            cleaned = super().clean() or {}
        except (AttributeError, LookupError, TypeError, ValueError):
            raise forms.ValidationError(NOT_READ) from None
        return cleaned


class RenamePasskeyForm(PlainForm, webauthn_forms.EditWebAuthnForm):
    labels: ClassVar = AddPasskeyForm.labels
    help_texts: ClassVar = AddPasskeyForm.help_texts

    def clean_name(self) -> str:
        return _as_name(self.cleaned_data["name"])

    def save(self) -> Authenticator:
        rename_passkey(self.instance, self.cleaned_data["name"])
        return self.instance
