"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions import choose_password, tell_of_attempt
from portal.accounts.mails import KIND_OF, context_for, recipient, recipient_at
from portal.accounts.models import User
from portal.mail import seen
from portal.mail.sending import send
from portal.vocabulary.languages import current_language

_BEGUN_AS = "sign_in_begun_as"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and password do not belong together. Check both, or choose a new password."
        ),
        "too_many_login_attempts": _("Too many tries. Wait five minutes and try again, or choose a new password."),
        "incorrect_password": _("This is not your password. Try again, or choose a new one."),
        "enter_current_password": _("This is not your current password."),
        "rate_limited": _("Too many tries. Wait five minutes and try again."),
    }

    # Who may come in

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whoever follows an invitation may come in where sign-up is closed to others."""
        return bool(settings.SIGN_UP_IS_OPEN or request.session.get("account_verified_email"))

    def new_user(self, request: HttpRequest) -> User:
        """Somebody who reads the language of the page she signs up on."""
        return User(language=current_language())

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Say that an account is closed before a session is made that the backend would not honour."""
        if user.is_demo and not settings.DEMO:
            response: HttpResponse = self.respond_user_inactive(request, user)
            return response
        request.session[_BEGUN_AS] = user.get_session_auth_hash()
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        """Ends a sign-in whose password has changed since it was typed: the second factor comes later, if at all."""
        if request.session.pop(_BEGUN_AS, "") != user.get_session_auth_hash():
            request.session.flush()
            raise ImmediateHttpResponse(redirect("account_login"))
        super().login(request, user)

    def set_password(self, user: User, password: str) -> None:
        choose_password(user, password)

    def logout(self, request: HttpRequest) -> None:
        with seen.kept(request):
            super().logout(request)

    # Where things lead

    def is_safe_url(self, url: str | None) -> bool:
        return url_has_allowed_host_and_scheme(url, allowed_hosts={self.request.get_host()})

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return f"/{request.user.language}/"  # type: ignore[union-attr]  # asked for somebody who has signed in

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Where the next steps are."""
        with override(request.user.language):  # type: ignore[union-attr]  # as above
            return reverse("account_overview")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"/{get_language()}/"

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        if self.request.user.is_authenticated:
            return self.get_signup_redirect_url(self.request)
        return f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: reverse('account_overview')})}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_security")

    # Mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail of allauth's as the kind of ours that it is. Raises KeyError for one that has none."""
        user = context.get("user")
        reader = recipient(user, email) if user else recipient_at(email)
        seen.note(self.request, email)
        send(KIND_OF[template_prefix], reader, context_for(reader, context))

    def send_account_already_exists_mail(self, email: str) -> None:
        seen.note(self.request, email)
        tell_of_attempt(email)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        super().send_notification_mail(template_prefix, user, (context or {}) | {"user": user}, email)
