"""The generation as a number in Redis, for an installation on several machines."""

import logging
import time
from collections.abc import Callable

from redis import ConnectionError as RedisConnectionError
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.operations.breaker import Breaker

logger = logging.getLogger(__name__)

_KEY = "portal:generation"
_TIMEOUT_SECONDS = 0.5
_BREAK_SECONDS = 2


class RedisGeneration:
    """Asked anew for each page, so that a change counts for all processes at once.

    A Redis that doesn't answer costs half a second every two seconds at most. When it answers
    again, changes may have gone by unnoticed, so the generation is advanced before it is trusted.
    """

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=_TIMEOUT_SECONDS,
            socket_connect_timeout=_TIMEOUT_SECONDS,
            # Once more, for a connection that went stale; a Redis that is silent is not asked again.
            retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        )
        self._breaker = Breaker(_BREAK_SECONDS)

    def current(self) -> int | None:
        return self._ask(self._read)

    def advance(self) -> None:
        self._ask(self._next)

    def _ask(self, question: Callable[[], int]) -> int | None:
        if not self._breaker.allows():
            return None
        try:
            answer = self._next() if self._breaker.is_tripped else question()
        except RedisError as error:
            logger.warning("The generation of cached pages is unknown, pages are not cached: %s", error)
            self._breaker.trip()
            return None
        self._breaker.mend()
        return answer

    def _read(self) -> int:
        number = self._redis.get(_KEY)
        return self._next() if number is None else int(number)

    def _next(self) -> int:
        # A Redis that lost its memory must not count through the same numbers again.
        with self._redis.pipeline() as pipeline:
            pipeline.set(_KEY, time.time_ns(), nx=True)
            pipeline.incr(_KEY)
            return int(pipeline.execute()[1])
