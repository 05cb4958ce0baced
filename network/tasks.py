"""What runs beside the web process."""

from celery import shared_task

from network.actions import calls, conversations, invitations, photos, reminders


@shared_task(name="network.tasks.remind_of_applications")
def remind_of_applications() -> None:
    """Remind networks of applications that wait. Runs once a day."""
    reminders.remind_of_applications()


@shared_task(name="network.tasks.sweep_photos")
def sweep_photos() -> None:
    """Remove files of portraits that nobody has any more. Runs once a day."""
    photos.sweep_photos()


@shared_task(name="network.tasks.forget_messages")
def forget_messages() -> None:
    """Delete messages that are old and those that no visitor confirmed. Runs every hour."""
    conversations.forget_messages()


@shared_task(name="network.tasks.see_to_invitations")
def see_to_invitations() -> None:
    """Remind guests who have not answered, and delete invitations that are over. Runs once a day."""
    invitations.forget_invitations()
    invitations.remind_invited()


@shared_task(name="network.tasks.see_to_calls")
def see_to_calls() -> None:
    """Close the calls whose last day is over, and delete what is kept no longer. Runs every hour."""
    calls.close_overdue_calls()
    calls.forget_calls()
