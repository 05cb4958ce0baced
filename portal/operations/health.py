"""Whether the parts that the portal stands on do their work.

Rooms add their parts with `register_check`. A check returns when all is well and raises otherwise;
why it raised is for the log, the state alone is for whoever asks.
"""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.operations import generation
from portal.operations.wakeups import make_queue_folders

logger = logging.getLogger(__name__)

Check = Callable[[], object]

_BROKER_TIMEOUT_SECONDS = 1


class NotReadyError(Exception):
    """Something answers, but cannot do its work yet."""


@dataclass(frozen=True, slots=True)
class Part:
    check: Check
    essential: bool

    def works(self, name: str) -> bool:
        try:
            self.check()
        except Exception:
            logger.exception("Health: %s failed", name)
            return False
        return True


_parts: dict[str, Part] = {}


def register_check(name: str, check: Check, *, essential: bool = True) -> None:
    """Have `check` asked for readiness. Where a part isn't essential the portal does without it for a while."""
    _parts[name] = Part(check, essential)


def states() -> tuple[bool, dict[str, str]]:
    """Whether all essential parts work, and for each part "ok" or "failed"."""
    working = {name: part.works(name) for name, part in _parts.items()}
    ready = all(works or not _parts[name].essential for name, works in working.items())
    return ready, {name: "ok" if works else "failed" for name, works in working.items()}


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


class MigrationsCheck:
    """Raises while the database lacks tables of this version; once it has them it isn't asked again."""

    def __init__(self) -> None:
        self._are_applied = False

    def __call__(self) -> None:
        if not self._are_applied:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                raise NotReadyError("there are unapplied migrations")
            self._are_applied = True


def check_broker() -> None:
    """Redis answers, or a message can be written where the queue is kept in files."""
    if settings.REDIS_URL:
        timeout = _BROKER_TIMEOUT_SECONDS
        with Redis.from_url(
            settings.REDIS_URL, socket_timeout=timeout, socket_connect_timeout=timeout, retry=Retry(NoBackoff(), 0)
        ) as redis:
            redis.ping()
    elif folder := current_app.conf.broker_transport_options.get("data_folder_out"):
        make_queue_folders()
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"?")


def check_generation() -> None:
    if generation.current() is None:
        raise NotReadyError("the generation of cached pages cannot be read")
