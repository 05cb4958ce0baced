"""What runs beside the web process."""

import logging

from celery import shared_task

from search import catalogue, empty, projector, rebuilding
from search.engines import SilentEngineError
from search.saved import actions as saved

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


@shared_task(name="search.tasks.count_empty_search")
def count_empty_search(text: str, language: str) -> None:
    """Count a search that found nothing. A lost wake-up is a search not counted, and nothing worse."""
    empty.count_empty_search(text, language)


@shared_task(name="search.tasks.forget_empty_searches")
def forget_empty_searches() -> None:
    """Forget what nobody has searched for in a while."""
    empty.forget_old_empty_searches()


@shared_task(name="search.tasks.send_alerts")
def send_alerts() -> None:
    """Tell people what is new in the searches they keep. Each is looked at once a day or once a week."""
    saved.send_alerts()
