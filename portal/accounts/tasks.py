"""What runs beside the web process."""

from celery import shared_task

from portal.accounts import actions


@shared_task(name="portal.accounts.tasks.forget_address_changes")
def forget_address_changes() -> None:
    """Delete what is known of old addresses once nobody can undo their change. Safe to repeat."""
    actions.forget_address_changes()
