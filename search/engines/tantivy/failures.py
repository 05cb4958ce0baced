"""Whatever goes wrong with the files of an index is said in one way."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from search.engines import SilentEngineError

logger = logging.getLogger(__name__)

_told: set[str] = set()


@contextmanager
def silent_if_broken(doing: str) -> Iterator[None]:
    """Turns every failure of the library or the file system into `SilentEngineError`, and logs each reason once."""
    try:
        yield
    except (SilentEngineError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # what panics in Rust is no Exception
        reason = f"{doing} failed: {type(error).__name__}: {error}"
        if _is_news(reason):
            logger.exception("The search index is out of order. %s", reason)
        raise SilentEngineError(reason) from error


def _is_news(reason: str) -> bool:
    if reason in _told:
        return False
    _told.add(reason)
    return True
