"""gunicorn for the portal, to be started in the project's folder.

    gunicorn -c deploy/gunicorn.conf.py portal.wsgi:application

Each of these can be set otherwise in GUNICORN_CMD_ARGS or on the command line.
"""

import gc
from pathlib import Path
from typing import Any

from portal.settings import environment
from portal.settings.logs import LOGGING

wsgi_app = "portal.wsgi:application"

# A process for each of two cores serves twice as many pages as one for both (measured); threads,
# for a page waits for the database now and then.
worker_class = "gthread"
workers = 2
threads = 4
# Loading before the workers part saves no memory (measured), and connections opened then would be shared.
preload_app = False

# A request in work may end; a process that hangs is ended.
timeout = 60
graceful_timeout = 30
keepalive = 5
max_requests = 0

# Workers show that they live through a file; on a busy disk that could hold them up.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn chooses a random name
control_socket_disable = True

logger_class = "portal.operations.access_log.AccessLogger"
_console = {"handlers": ["console"], "level": environment.LOG_LEVEL, "propagate": False}
logconfig_dict = LOGGING | {
    "loggers": {
        "gunicorn.error": _console,
        "gunicorn.access": _console,
        # Warns of each HEAD request: Django leaves it to the server to drop the body, which it does.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    }
}


def post_worker_init(worker: Any) -> None:
    """What is loaded by now stays, so the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
