"""What runs beside the web process."""

from celery import shared_task

from search import projector


@shared_task(name="search.tasks.project_pending")
def project_pending() -> None:
    """Make pending cards anew. Woken after each change; a sweep repeats it in case a wake-up got lost."""
    projector.project_pending()
