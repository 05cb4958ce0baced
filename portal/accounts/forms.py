"""The forms of signing up and in, and of "my account". Those of allauth get our words and lose their placeholders."""

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.accounts import typed_addresses
from portal.accounts.actions import is_taken
from portal.accounts.models import MailSwitch, User
from portal.accounts.typed_addresses import For
from portal.mail.kinds import kinds_for

_LEAST_CHARACTERS = 10


def _password_rule() -> str:
    return ngettext(
        "At least %(count)d character. A short sentence is easy to remember and hard to guess.",
        "At least %(count)d characters. A short sentence is easy to remember and hard to guess.",
        _LEAST_CHARACTERS,
    ) % {"count": _LEAST_CHARACTERS}


PASSWORD_RULE = lazy(_password_rule, str)()
EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
AGAIN = _("New password, once more")

# A name stands in mails, where it must not look like a link.
no_link = RegexValidator("[/:@]", _("A name has no “/”, “:” or “@” in it. Leave them out."), inverse_match=True)


class PlainForm(forms.Form):
    """Labels and help texts of our own; a placeholder would repeat the label and then vanish."""

    labels: ClassVar[dict[str, Any]] = {}
    help_texts: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, "")


class SignInForm(PlainForm, allauth_forms.LoginForm):
    labels: ClassVar = {"login": EMAIL, "password": PASSWORD}


class SignupForm(PlainForm, allauth_forms.SignupForm):
    """An address and a password. What else somebody has to agree to is added as fields of this form."""

    labels: ClassVar = {"email": EMAIL, "password1": PASSWORD}
    help_texts: ClassVar = {"password1": PASSWORD_RULE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["email", "password1"])

    def validate_unique_email(self, value: str) -> str:
        """An address that its account can still claim back counts as one that has an account."""
        address: str = super().validate_unique_email(value)
        if is_taken(address):
            self.account_already_exists = True
        return address

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        proved = request.session.get("account_verified_email")
        if proved and proved != self.cleaned_data["email"]:
            # allauth would give the account the address that an invitation has proved, instead of the one typed.
            get_adapter().unstash_verified_email(request)
        if self.account_already_exists:
            # A new account takes the time of hashing its password, and so must the answer for one that exists.
            make_password(self.cleaned_data["password1"])
        saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return saved


class ReauthenticateForm(PlainForm, allauth_forms.ReauthenticateForm):
    labels: ClassVar = {"password": PASSWORD}


class ResetPasswordForm(PlainForm, allauth_forms.ResetPasswordForm):
    labels: ClassVar = {"email": EMAIL}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        typed_addresses.note(request, For.NEW_PASSWORD, self.cleaned_data["email"])
        address: str = super().save(request, **kwargs)
        return address


class ResetPasswordKeyForm(PlainForm, allauth_forms.ResetPasswordKeyForm):
    labels: ClassVar = {"password1": NEW_PASSWORD, "password2": AGAIN}
    help_texts: ClassVar = {"password1": PASSWORD_RULE}


class ChangePasswordForm(PlainForm, allauth_forms.ChangePasswordForm):
    labels: ClassVar = {"oldpassword": _("Current password"), "password1": NEW_PASSWORD, "password2": AGAIN}
    help_texts: ClassVar = {"password1": PASSWORD_RULE}


class SetPasswordForm(PlainForm, allauth_forms.SetPasswordForm):
    labels: ClassVar = {"password1": NEW_PASSWORD, "password2": AGAIN}
    help_texts: ClassVar = {"password1": PASSWORD_RULE}


class AddressForm(forms.Form):
    """The address that somebody wants to move her account to."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        help_text=_("We send a link there. Nothing changes before you open it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"].lower()
        if address == self._user.email:
            raise forms.ValidationError(_("This is your address already."))
        return address


class ProfileForm(forms.ModelForm[User]):
    """What somebody is called and reads. A name stands in mails, where it must not look like a link."""

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")
        labels = {
            "first_name": _("First name"),
            "last_name": _("Last name"),
            "language": _("Language of the site and of e-mails"),
        }
        help_texts = {"first_name": _("E-mails greet you by your name. You may leave it empty.")}
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].validators.append(no_link)


class MailsForm(forms.Form):
    """A switch for each kind of mail that is not essential; on means that it is sent."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        off = set(MailSwitch.objects.filter(user=user, off=True).values_list("kind", flat=True))
        for kind in kinds_for(user):
            if kind.essential:
                continue
            self.fields[kind.name] = forms.BooleanField(
                label=kind.title, help_text=kind.description, required=False, initial=kind.name not in off
            )
