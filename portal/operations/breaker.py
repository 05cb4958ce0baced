"""Leaving a service alone for a while after it failed, so that waiting for it is paid once."""

from threading import Lock
from time import monotonic


class Breaker:
    """After `trip()` nobody is allowed for `seconds`, then one caller to try, until `mend()`.

    Only one, because a service that doesn't answer would otherwise hold every thread of the
    process again each time the breaker closes.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next_try = 0.0
        self._lock = Lock()
        self.is_tripped = False

    def allows(self) -> bool:
        if not self.is_tripped:
            return True
        with self._lock:
            if monotonic() < self._next_try:
                return False
            self._next_try = monotonic() + self._seconds
            return True

    def trip(self) -> None:
        with self._lock:
            self._next_try = monotonic() + self._seconds
            self.is_tripped = True

    def mend(self) -> None:
        self.is_tripped = False
