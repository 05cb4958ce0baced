"""The access log: one line for each request, in the form of all other log lines."""

import logging
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

from portal.operations.discretion import without_keys


class AccessLogger(Logger):
    """Writes what running the portal takes, and nothing that tells who visited or what they searched for,
    and no key that opens something.

    gunicorn's own line is made from a copy of all headers and variables, which costs more than
    sending a cached page.
    """

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        if not self.access_log.isEnabledFor(logging.INFO):
            return
        method, status = environ["REQUEST_METHOD"], resp.status.partition(" ")[0]
        # As it was sent, so that a line break in it stays encoded.
        path = without_keys(environ["RAW_URI"])
        fields = {
            "method": method,
            "path": path,
            "status": int(status),
            "bytes": resp.sent,
            "milliseconds": round(request_time.total_seconds() * 1000, 1),
            "request_id": environ.get("HTTP_X_REQUEST_ID", "-"),
        }
        self.access_log.info("%s %s %s", method, path, status, extra=fields)
