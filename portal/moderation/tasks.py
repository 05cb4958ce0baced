"""What runs beside the web process."""

from celery import shared_task

from portal.moderation import actions


@shared_task(name="portal.moderation.tasks.settle_cases")
def settle_cases() -> None:
    """Close cases about what is gone, and forget the words of old ones. Runs once a day."""
    actions.settle_cases()
