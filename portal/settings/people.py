"""Who signs in, and how."""

from portal.settings import environment
from portal.settings.editing import SITE_NAME

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.AccountBackend", "network.backends.CoordinatorBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SIGN_UP_IS_OPEN = environment.SIGN_UP == "open"
# In a demonstration it is offered to everybody and demanded of nobody.
STAFF_NEED_SECOND_FACTOR = not environment.DEMO

ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.SignInForm",
    "signup": "portal.accounts.forms.SignupForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "set_password": "portal.accounts.forms.SetPasswordForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
}

MFA_ADAPTER = "portal.accounts.second_factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
# A browser offers passkeys on https:// and, for those who try the portal out, on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = environment.SITE_URL.startswith("http://localhost")
MFA_FORMS = {
    "authenticate": "portal.accounts.second_factor_forms.AuthenticateForm",
    "reauthenticate": "portal.accounts.second_factor_forms.ReauthenticateForm",
    "activate_totp": "portal.accounts.second_factor_forms.ActivateTOTPForm",
    "login_webauthn": "portal.accounts.second_factor_forms.SignInWithPasskeyForm",
    "authenticate_webauthn": "portal.accounts.second_factor_forms.AuthenticateWithPasskeyForm",
    "reauthenticate_webauthn": "portal.accounts.second_factor_forms.ReauthenticateWithPasskeyForm",
    "add_webauthn": "portal.accounts.second_factor_forms.AddPasskeyForm",
    "edit_webauthn": "portal.accounts.second_factor_forms.RenamePasskeyForm",
}
ACCOUNT_SIGNUP_FORM_CLASS = "portal.accounts.terms_form.TermsField"
