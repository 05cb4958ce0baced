"""The generation as the time stamp of a file, for an installation on one machine."""

import fcntl
import logging
import os
import time
from pathlib import Path

logger = logging.getLogger(__name__)

# Some file systems keep whole microseconds, milliseconds, seconds or pairs of seconds.
_STEPS = (1, 1_000, 1_000_000, 1_000_000_000, 2_000_000_000)


class GenerationFile:
    """Reading it costs one `stat`, some two microseconds."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def current(self) -> int | None:
        """The time stamp in nanoseconds, of a file that is made where there is none."""
        try:
            return self._path.stat().st_mtime_ns
        except FileNotFoundError:
            self.advance()
        except OSError:
            return None
        try:
            return self._path.stat().st_mtime_ns
        except OSError:
            return None

    def advance(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                # Two processes at once must not step on the same stamp.
                fcntl.flock(file, fcntl.LOCK_EX)
                _step(file.fileno())
        except OSError:
            logger.exception("The generation of cached pages could not be advanced; they may be 5 minutes old.")


def _step(file: int) -> None:
    """Set a later stamp than the file has, however coarse the stamps and whatever the clock says."""
    before = os.fstat(file).st_mtime_ns
    for step in _STEPS:
        later = max(time.time_ns(), before + step)
        os.utime(file, ns=(later, later))
        if os.fstat(file).st_mtime_ns > before:
            return
    raise OSError("the file system keeps no time stamps")
