"""A WSGI application that sends one recorded answer: as fast as the server in front of it can be."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

_folder = Path(os.environ["RECORDED_ANSWER"])
_headers = [(name, value) for name, value in json.loads((_folder / "headers.json").read_text())]
_body = (_folder / "body").read_bytes()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", list(_headers))
    return [_body]
