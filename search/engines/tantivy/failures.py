"""Whatever goes wrong with the files of an index is said in one way."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from search.engines import SilentEngineError

logger = logging.getLogger(__name__)


@contextmanager
def silent_if_broken(doing: str) -> Iterator[None]:
    """Turns every failure of the library or the file system into `SilentEngineError`, and logs each reason once."""
    try:
        yield
    except (SilentEngineError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # what panics in Rust is no Exception
        reason = f"{doing} failed: {type(error).__name__}: {error}"
        _log_once(reason)
        raise SilentEngineError(reason) from error


@lru_cache(maxsize=100)
def _log_once(reason: str) -> None:
    logger.error("The search index is out of order. %s", reason)
