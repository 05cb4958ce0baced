"""Coming in: what we do otherwise than allauth."""

from typing import Any

from allauth.account.views import ConfirmEmailView
from allauth.core.internal.ratelimit import handler429
from django.http import Http404, HttpRequest, HttpResponse

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


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page 429.html, with the moment from which it is worth trying again."""
    response: HttpResponse = handler429(request)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
