"""Asking those who signed up under earlier terms."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language

from portal.accounts.models import User
from portal.accounts.terms import Terms, current_terms
from portal.operations.remembered import Remembered

# What somebody may do who does not accept: take her data and go.
WITHOUT_ACCEPTING = frozenset(
    {
        "account_terms",
        "account_data",
        "account_copy",
        "account_erasure",
        "account_consents",
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)

_terms: Remembered[Terms | None] = Remembered()


class TermsMiddleware:
    """Leads a signed-in person to the current terms at her next page, unless she has accepted them.

    Costs no query: the account knows the version it accepted, and the current one is remembered.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User) or not _is_page(request):
            return None
        language = get_language() or user.language
        terms = _terms.get(language, lambda: current_terms(language))
        if terms is None or terms.are_accepted_by(user) or terms.lets_read(escape_uri_path(request.path)):
            return None
        return HttpResponseRedirect(f"{reverse('account_terms')}?{urlencode({'next': request.get_full_path()})}")


def _is_page(request: HttpRequest) -> bool:
    """Whether somebody opens a page: no form, no part of a page, no file, nothing a script asks for."""
    match = request.resolver_match
    return (
        request.method == "GET"
        and "text/html" in request.headers.get("Accept", "")
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
        and "HX-Request" not in request.headers
        and request.headers.get("X-Requested-With") != "XMLHttpRequest"
        and match is not None
        and match.url_name not in WITHOUT_ACCEPTING
        and "wagtailadmin_api" not in match.namespaces
    )
