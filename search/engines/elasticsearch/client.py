"""The connection to the server, and what its failures mean."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.engines import SilentEngineError

logger = logging.getLogger(__name__)

# While somebody waits for the answer, and while only a worker does.
SECONDS_FOR_A_CHANGE = 5
SECONDS_FOR_A_BULK = 60


def client(seconds: float | None = None) -> Elasticsearch:
    """The client of this process, which gives up after `seconds`, or as soon as a search has to."""
    options = tuple(sorted(settings.ELASTICSEARCH.items()))
    # A child process may not use its parent's connections.
    return _client(os.getpid(), options, seconds or settings.SEARCH_PATIENCE_SECONDS)


@cache
def _client(pid: int, options: tuple[tuple[str, Any], ...], seconds: float) -> Elasticsearch:
    return _connected(pid, options).options(request_timeout=seconds)


@cache
def _connected(pid: int, options: tuple[tuple[str, Any], ...]) -> Elasticsearch:
    given = dict(options)
    arguments: dict[str, Any] = {}
    if given["api_key"]:
        arguments["api_key"] = given["api_key"]
    elif given["user"]:
        arguments["basic_auth"] = (given["user"], given["password"])
    if given["ca_file"]:
        arguments["ca_certs"] = str(given["ca_file"])
    # Nothing is tried twice: who asks has other tables to ask, and what was not written is sent again later.
    return Elasticsearch(given["url"], max_retries=0, retry_on_timeout=False, **arguments)


@contextmanager
def answering(*, discreet: bool = False) -> Iterator[None]:
    """Inside, a server that is away, refuses or does not understand is a silent engine.

    Where it is `discreet`, nothing is repeated of what the server says, which may quote what somebody typed.
    """
    try:
        yield
    except ApiError as error:
        complaint = f"{error.meta.status}: {error.message}" if discreet else str(error)
        if error.meta.status == 400:
            # This is no moment of weakness but a fault of ours.
            logger.error("Elasticsearch does not understand the portal: %s", complaint)
        raise SilentEngineError(complaint) from error
    except (TransportError, OSError, ValueError) as error:
        # The last two are what a file of certificates gives that is missing or holds none.
        raise SilentEngineError(f"{settings.ELASTICSEARCH['url']}: {error}") from error
