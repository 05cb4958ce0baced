"""What a signed-in person reads stays with her."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

GetResponse = Callable[[HttpRequest], HttpResponse]


def private_responses(get_response: GetResponse) -> GetResponse:
    """Middleware that keeps pages made for an account out of every cache, the browser's included.

    On a shared computer the back button shows nothing after signing out.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        response = get_response(request)
        if signed_in or request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return respond
