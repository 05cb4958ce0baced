"""The generation as a number in Redis, for an installation of several processes or machines."""

import logging
import time
from collections.abc import Callable
from threading import Lock
from time import monotonic

from redis import ConnectionError as RedisConnectionError
from redis import Redis, RedisError
from redis import TimeoutError as RedisTimeoutError
from redis.backoff import NoBackoff
from redis.client import PubSub
from redis.retry import Retry

from portal.operations.breaker import Breaker

logger = logging.getLogger(__name__)

_KEY = "portal:generation"
_TIMEOUT_SECONDS = 0.5
_TRUST_SECONDS = 1
_BREAK_SECONDS = 2


class RedisGeneration:
    """Reading it costs a look at a socket, some ten microseconds.

    Redis tells all processes of each advance. The number is asked for when there is such news, and
    each second, for a Redis that cannot be reached gives no news either. One that doesn't answer
    costs half a second every two seconds at most. When it answers again, changes may have gone by
    unnoticed, so the generation is advanced before it is trusted.
    """

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=_TIMEOUT_SECONDS,
            socket_connect_timeout=_TIMEOUT_SECONDS,
            # A lost connection means lost news; it must not be mended in silence.
            retry=Retry(NoBackoff(), 0),
        )
        self._breaker = Breaker(_BREAK_SECONDS)
        self._lock = Lock()
        self._news: PubSub | None = None
        self._number = 0
        self._asked_at = 0.0

    def current(self) -> int | None:
        return self._ask(self._latest)

    def advance(self) -> None:
        self._ask(self._next)

    def _ask(self, question: Callable[[], int]) -> int | None:
        with self._lock:
            if not self._breaker.allows():
                return None
            try:
                self._number = self._next() if self._breaker.is_tripped else question()
            except RedisError as error:
                logger.warning("The generation of cached pages is unknown, pages are not cached: %s", error)
                self._breaker.trip()
                self._news = None
                return None
            self._breaker.mend()
            return self._number

    def _latest(self) -> int:
        now = monotonic()
        if not self._has_news() and now - self._asked_at < _TRUST_SECONDS:
            return self._number
        self._asked_at = now
        number = self._redis.get(_KEY)
        return self._next() if number is None else int(number)

    def _next(self) -> int:
        with self._redis.pipeline() as pipeline:
            # A Redis that lost its memory must not count through the same numbers again.
            pipeline.set(_KEY, time.time_ns(), nx=True)
            pipeline.incr(_KEY)
            pipeline.publish(_KEY, "advanced")
            return int(pipeline.execute()[1])

    def _has_news(self) -> bool:
        """Whether the generation may have advanced since the last look."""
        if self._news is not None:
            try:
                return self._heard(self._news)
            except RedisConnectionError:
                self._news = None
        news = PubSub(self._redis.connection_pool)
        news.subscribe(_KEY)
        if news.get_message(timeout=_TIMEOUT_SECONDS) is None:
            raise RedisTimeoutError("Redis did not confirm that it will tell of changes")
        self._news = news
        return True

    def _heard(self, news: PubSub) -> bool:
        heard = False
        while news.get_message(timeout=0) is not None:
            heard = True
        return heard
