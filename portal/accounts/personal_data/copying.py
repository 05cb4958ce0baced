"""A copy of everything that is held about somebody, for herself (Art. 15 and 20 GDPR)."""

import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.text import get_valid_filename

from portal.accounts.models import User
from portal.accounts.personal_data.reading import Holding, holdings
from portal.accounts.personal_data.registry import StoredFile, registered

_CHUNK = 64 * 1024
FORMAT = 1


class _Stream(io.RawIOBase):
    """Takes what an archive writes until it is drained. It cannot seek, so the archive never looks back."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self._written.append(bytes(data))  # type: ignore[call-overload]  # a buffer of any kind
        return len(self._written[-1])

    def drain(self) -> bytes:
        drained, self._written = b"".join(self._written), []
        return drained


def make_copy(user: User, *, now: datetime) -> Iterator[bytes]:
    """The bytes of a ZIP with `data.json`, `index.html` in the language active now, and the files.

    Everything is read from the database at once; files are read as the archive is taken, and no copy
    of them is kept. A file that is no longer there is left out.
    """
    held = holdings(user)
    texts = {
        "data.json": json.dumps(_as_data(held, now), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2),
        "index.html": render_to_string("accounts/my_data/copy.html", {"holdings": held, "made_at": now, "user": user}),
    }
    files = {
        f"files/{data.purpose.key}/{number}-{get_valid_filename(PurePath(file.name).name)}": file
        for data in registered()
        for number, file in enumerate(data.files(user), start=1)
    }
    return _archive(texts, files)


def _as_data(held: list[Holding], now: datetime) -> dict[str, object]:
    """`docs/privacy.md` explains the keys to those who read the copy by machine."""
    return {
        "format": FORMAT,
        "portal": settings.SITE_URL,
        "made_at": now,
        "purposes": {holding.purpose.key: holding.records for holding in held},
    }


def _archive(texts: dict[str, str], files: dict[str, StoredFile]) -> Iterator[bytes]:
    stream = _Stream()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
            yield stream.drain()
        for name, file in files.items():
            yield from _add_file(archive, stream, name, file)
    yield stream.drain()


def _add_file(archive: ZipFile, stream: _Stream, name: str, file: StoredFile) -> Iterator[bytes]:
    try:
        source = file.open()
    except FileNotFoundError:
        return
    with source, archive.open(name, "w") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)
            yield stream.drain()
