"""What runs beside the web process."""

from celery import shared_task

from network.actions import reminders


@shared_task(name="network.tasks.remind_of_applications")
def remind_of_applications() -> None:
    """Remind networks of applications that wait. Runs once a day."""
    reminders.remind_of_applications()
