"""What runs beside the web process."""

from celery import shared_task

from portal.mail import files, outbox


@shared_task(name="portal.mail.tasks.send_due")
def send_due() -> None:
    """Send what is due. Woken after each mail that is put into the outbox."""
    outbox.send_due()


@shared_task(name="portal.mail.tasks.sweep")
def sweep() -> None:
    """Send what a lost wake-up left and what is to be tried again, and clear out what is old."""
    outbox.send_due()
    outbox.clear_out()
    files.clear_out()
