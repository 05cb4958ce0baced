"""What runs beside the web process."""

from celery import shared_task

from search import catalogue, projector


@shared_task(name="search.tasks.project_pending")
def project_pending() -> None:
    """Make pending cards anew and send them to the engine. Woken after each change."""
    projector.project_pending()


@shared_task(name="search.tasks.sweep")
def sweep() -> None:
    """The same from time to time, in case a wake-up got lost; and what an upgrade made findable."""
    catalogue.mark_new_kinds()
    projector.project_pending()
