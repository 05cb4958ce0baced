"""What editors arrange for later."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="portal.pages.tasks.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and take down the pages whose time has come. Safe to repeat."""
    call_command("publish_scheduled", verbosity=0)
