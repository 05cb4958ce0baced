"""Signing up, in and out, second factors, and "my account"."""

from allauth.account import views as allauth_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_code_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views
from django.urls import include, path
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.accounts.views import address, entrance, my_account

_entrance = [
    path("sign-up/", allauth_views.signup, name="account_signup"),
    path("sign-in/", allauth_views.login, name="account_login"),
    path("sign-in/passkey/", passkey_views.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/two-factor/", mfa_views.authenticate, name="mfa_authenticate"),
    path("sign-out/", allauth_views.logout, name="account_logout"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("check-your-mail/", entrance.SignUpMailSentView.as_view(), name="account_email_verification_sent"),
    path("confirm/<str:key>/", entrance.ConfirmSignUpView.as_view(), name="account_confirm_email"),
    path("password/reset/", allauth_views.password_reset, name="account_reset_password"),
    path(
        "password/reset/check-your-mail/",
        entrance.PasswordMailSentView.as_view(),
        name="account_reset_password_done",
    ),
    path(
        "password/reset/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "password/reset/<slug:uidb36>/<str:key>/",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

_again = [
    path("password/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("two-factor/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path("passkey/", passkey_views.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]

_to_security = RedirectView.as_view(pattern_name="account_security")

_two_factor = [
    path("", _to_security, name="mfa_index"),
    path("app/", app_views.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", app_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_code_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", recovery_code_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/file/", recovery_code_views.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/", _to_security, name="mfa_list_webauthn"),
    path("passkeys/add/", passkey_views.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", passkey_views.remove_webauthn, name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/rename/", passkey_views.edit_webauthn, name="mfa_edit_webauthn"),
]

_my_account = [
    path("", my_account.overview, name="account_overview"),
    path("profile/", my_account.profile, name="account_profile"),
    path("security/", my_account.security, name="account_security"),
    path("security/sign-out-elsewhere/", my_account.sign_out_elsewhere, name="account_sign_out_elsewhere"),
    path("password/", allauth_views.password_change, name="account_change_password"),
    path("password/set/", allauth_views.password_set, name="account_set_password"),
    path("email/", address.address, name="account_email"),
    path("email/stay/", address.stay, name="account_address_stay"),
    path("email/check-your-mail/", address.address_mail_sent, name="account_address_mail_sent"),
    path("email/confirm/<str:token>/", address.confirm_address, name="account_confirm_address"),
    path("email/undo/<str:token>/", address.undo_change, name="account_undo_address_change"),
    path("mails/", my_account.mails, name="account_mails"),
]

urlpatterns = decorate_urlpatterns(
    [
        *_entrance,
        path("again/", include(_again)),
        path("two-factor/", include(_two_factor)),
        *_my_account,
        path("", include("portal.accounts.personal_data.urls")),
    ],
    cache_control(private=True, no_store=True),
)
