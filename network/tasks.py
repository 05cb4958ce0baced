"""What runs beside the web process."""

from celery import shared_task

from network.actions import photos, reminders


@shared_task(name="network.tasks.remind_of_applications")
def remind_of_applications() -> None:
    """Remind networks of applications that wait. Runs once a day."""
    reminders.remind_of_applications()


@shared_task(name="network.tasks.sweep_photos")
def sweep_photos() -> None:
    """Remove files of portraits that nobody has any more. Runs once a day."""
    photos.sweep_photos()
