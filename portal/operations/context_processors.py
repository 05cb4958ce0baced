"""What every template may know about the installation."""

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demo, and the address under which the portal is known."""
    return {"demo": settings.DEMO, "site_url": settings.SITE_URL}
