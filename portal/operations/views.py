"""What watches the portal asks here: no session, no cookie, nothing kept."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.operations.health import states


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """This process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether requests may be sent here, and the state of each part."""
    ready, parts = states()
    return JsonResponse(
        {"status": "ok" if ready else "failed", "checks": parts},
        status=200 if ready else 503,
    )
