import time
from collections.abc import Callable
from pathlib import Path

import pytest
from celery import Celery, shared_task
from redis import Redis

from portal.operations import breaker, wakeups
from portal.operations.breaker import Breaker
from portal.operations.wakeups import wake
from tests.operations.unreliable import silent_server, unused_port

QUEUE = "test-wakeups"

type_of_use = Callable[..., Celery]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Celery]:
    """Has wake-ups go to a broker of the test's choosing."""

    def use(broker: str, **options: object) -> Celery:
        app = Celery("test", broker=broker, set_as_current=False)
        app.conf.update(broker_transport_options=options, task_default_queue=QUEUE, broker_connection_retry=False)
        monkeypatch.setattr(wakeups, "current_app", app)
        return app

    monkeypatch.setattr(wakeups, "_breaker", Breaker(10))
    wakeups._connection.cache_clear()
    return use
