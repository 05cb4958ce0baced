"""What every template may know about the demonstration."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def demo(request: HttpRequest) -> dict[str, str]:
    """The address of the page that shows mails: none outside a demonstration, or where mail really leaves."""
    return {"demo_mail_url": reverse("demo_mail") if settings.DEMO and not settings.EMAIL_URL else ""}
