"""Coming in: what we do otherwise than allauth."""

from typing import Any

from allauth.account.internal.stagekit import unstash_login
from allauth.account.views import ConfirmEmailView, EmailVerificationSentView, PasswordResetDoneView
from allauth.core.internal.ratelimit import handler429
from django.http import Http404, HttpRequest, HttpResponse

from portal.accounts import typed_addresses
from portal.accounts.typed_addresses import For

RETRY_SECONDS = 60  # every limit that ends here counts by the minute


class ConfirmSignUpView(ConfirmEmailView):
    """allauth's page behind the link of the first mail."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().post(*args, **kwargs)
        except Http404:
            # The link grew old, or was used, while the page was open: say so as for a link just followed.
            self.object = None
            response = self.render_to_response(self.get_context_data())
        return response

    def logout_other_user(self, confirmation: Any) -> None:
        """Signs nobody out for having followed a link."""
        if self.request.method == "POST":
            super().logout_other_user(confirmation)


class SignUpMailSentView(EmailVerificationSentView):
    """allauth's page after signing up. It says where the mail went, to new and to known addresses alike."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        login = unstash_login(self.request, peek=True)
        address = (login.email or getattr(login.user, "email", "")) if login else ""
        context: dict[str, Any] = super().get_context_data(address=address, **kwargs)
        return context


class PasswordMailSentView(PasswordResetDoneView):
    """allauth's page after asking for a new password, with the address that was typed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = typed_addresses.noted(self.request, For.NEW_PASSWORD)
        context: dict[str, Any] = super().get_context_data(address=address, **kwargs)
        return context


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page 429.html, with the moment from which it is worth trying again."""
    response: HttpResponse = handler429(request)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
