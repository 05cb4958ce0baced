"""What runs beside the web process."""

import logging

from celery import shared_task

from search import catalogue, projector, rebuilding
from search.engines import SilentEngineError

logger = logging.getLogger(__name__)


@shared_task(name="search.tasks.project_pending")
def project_pending() -> None:
    """Make pending cards anew and send them to the engine. Woken after each change."""
    projector.project_pending()


@shared_task(name="search.tasks.sweep")
def sweep() -> None:
    """The same from time to time, in case a wake-up got lost; and what an upgrade or a new engine asks for."""
    catalogue.mark_new_kinds()
    projector.project_pending()
    try:
        rebuilding.ensure_index()
    except (SilentEngineError, rebuilding.RebuildError) as error:
        logger.warning("The search has no index that is in step: %s", error)
