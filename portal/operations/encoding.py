"""Addresses and forms are read as UTF-8, whatever a request says of itself.

Browsers send nothing else to pages in UTF-8. Django takes the encoding that a request names for that of its
address too, and fails before any view where it is one like base64, which decodes no text.
"""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


class AlwaysUtf8:
    """Takes from each request the encoding that it names."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if content_type := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = _CHARSET.sub("", content_type)
        return self._application(environ, start_response)
