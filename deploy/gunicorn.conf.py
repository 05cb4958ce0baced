"""gunicorn for the portal, to be started in the project's folder.

    gunicorn -c deploy/gunicorn.conf.py portal.wsgi:application

Each of these can be set otherwise in GUNICORN_CMD_ARGS or on the command line.
"""

from pathlib import Path

from portal.settings import environment
from portal.settings.base import LOGGING

wsgi_app = "portal.wsgi:application"
worker_class = "gthread"
workers = 2
threads = 4
preload_app = False

# A request in work may end; one that hangs is cut off with its process.
timeout = 60
graceful_timeout = 30
max_requests = 0
keepalive = 5

# The heartbeat of the workers is a file; on a disk it could block them.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn makes a file with a random name
control_socket_disable = True

logger_class = "portal.operations.access_log.AccessLogger"
_console = {"handlers": ["console"], "level": environment.LOG_LEVEL, "propagate": False}
logconfig_dict = LOGGING | {"loggers": {"gunicorn.error": _console, "gunicorn.access": _console}}
