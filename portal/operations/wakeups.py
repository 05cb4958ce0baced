"""Waking background work after a change, without the change ever waiting for or failing with the queue.

A wake-up may get lost: what it would have started is found by a sweep, from the database.
"""

import logging
from functools import cache
from pathlib import Path
from time import monotonic

from celery import current_app
from kombu.connection import Connection
from kombu.pools import producers

from portal.operations.breaker import Breaker

logger = logging.getLogger(__name__)

_SLOW_SECONDS = 1.0
# What Celery writes into its logs in place of a task's arguments, which may be what somebody typed.
_NOT_FOR_LOGS = "…"
_breaker = Breaker(seconds=10)


def wake(task_name: str, *args: object) -> None:
    """Have a worker run the task soon. Never raises, and takes two seconds at worst.

    After a queue failed or took its time, no wake-up is tried for ten seconds. With eager tasks,
    that is in tests, the task runs here and now.
    """
    if current_app.conf.task_always_eager:
        _run(task_name, args)
    elif _breaker.allows():
        _publish(task_name, args)


def make_queue_folders() -> None:
    """The folders of a queue kept in files, which its transport expects to be there."""
    options = current_app.conf.broker_transport_options
    for name in ("data_folder_in", "data_folder_out", "control_folder"):
        if folder := options.get(name):
            Path(folder).mkdir(parents=True, exist_ok=True)


def _publish(task_name: str, args: tuple[object, ...]) -> None:
    started = monotonic()
    try:
        make_queue_folders()
        with producers[_connection()].acquire(block=True, timeout=_SLOW_SECONDS) as producer:
            current_app.send_task(
                task_name, args=args, argsrepr=_NOT_FOR_LOGS, producer=producer, retry=False, ignore_result=True
            )
    except Exception as error:
        _breaker.trip()
        logger.warning("%s was not woken, the queue failed: %s", task_name, error)
        return
    taken = monotonic() - started
    if taken > _SLOW_SECONDS:
        _breaker.trip()
        logger.warning("Waking %s took the queue %.1f s", task_name, taken)
    else:
        _breaker.mend()


@cache
def _connection() -> Connection:
    """What publishing connects with. Celery's own way tries again for six seconds when refused."""
    connection: Connection = current_app.connection_for_write(transport_options={"max_retries": 0})
    return connection


def _run(task_name: str, args: tuple[object, ...]) -> None:
    if task_name not in current_app.tasks:
        # Outside a worker, Celery has not looked for tasks yet.
        current_app.loader.import_default_modules()
    current_app.tasks[task_name].apply_async(args, retry=False)
