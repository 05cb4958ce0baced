"""What a signed-in person reads stays with her, and the editors' desk opens with a second factor only."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.second_factor import lacks_second_factor, may_enter_desk, note_wanted, path_to_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]

DESK = "/admin/"


def private_responses(get_response: GetResponse) -> GetResponse:
    """Middleware that keeps pages made for an account out of every cache, the browser's included.

    On a shared computer the back button shows nothing after signing out, and no cookie stays behind.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        response = get_response(request)
        if signed_in or request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        if signed_in and not request.user.is_authenticated:
            response.delete_cookie(settings.CSRF_COOKIE_NAME)
        return response

    return respond


def own_language_first(get_response: GetResponse) -> GetResponse:
    """Middleware that leads somebody signed in from `/` to the site in the language of her account."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path == "/" and isinstance(request.user, User):
            return HttpResponseRedirect(f"/{request.user.language}/")
        return get_response(request)

    return respond


class PasswordFirst:
    """Leads whoever has to show once more that it is she to where she does so, and from there back to the page.

    allauth would store the whole request to make it again, cookies and network address included, and
    even a password that was typed into it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ReauthenticationRequired):
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        page = ways[0]["url"] if ways else reverse("account_login")
        return HttpResponseRedirect(f"{page}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")


def guarded_desk(get_response: GetResponse) -> GetResponse:
    """Middleware that lets nobody into the admin, its API included, who has not signed in with a second factor.

    It stands before Wagtail's own check, which knows passwords only, and leaves visitors to that.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(DESK) or not isinstance(request.user, User):
            return get_response(request)
        if not may_enter_desk(request.user):
            # Wagtail would send her to the sign-in page, which would send her back here.
            raise PermissionDenied
        return lead_to_second_factor(request) if lacks_second_factor(request) else get_response(request)

    return respond


def lead_to_second_factor(request: HttpRequest) -> HttpResponse:
    """Where to set one up or to use it, with the reason; scripts and forms that cannot follow are refused.

    Raises PermissionDenied.
    """
    assert isinstance(request.user, User)
    if request.method not in ("GET", "HEAD") or request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    note_wanted(request, request.get_full_path())
    messages.warning(
        request,
        _("Editing the site needs a second factor, so that a stolen password opens nothing. Then you can go on."),
    )
    return HttpResponseRedirect(path_to_second_factor(request.user, request.get_full_path()))
