"""A cache that all processes of one machine share without a server."""

import os
import pickle
import tempfile
import time
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class SharedFileCache(FileBasedCache):
    """Django's cache in files, with an `add()` that only one of several processes wins.

    Django's own looks first and writes then. Rate limits lock with `add()`, and a code that is
    good once is noted with it, so two processes must not both believe that they were first.
    """

    def add(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if self.has_key(key, version):  # which also takes an outlived entry away
            return False
        self._createdir()  # type: ignore[attr-defined]  # the stubs leave out what is private
        self._cull()  # type: ignore[attr-defined]  # as above
        handle, written = tempfile.mkstemp(dir=self._dir)  # type: ignore[attr-defined]  # as above
        try:
            with os.fdopen(handle, "wb") as file:
                self._write_content(file, timeout, value)  # type: ignore[attr-defined]  # as above
            # A name can be given to a file once, whoever else tries.
            os.link(written, self._key_to_file(key, version))  # type: ignore[attr-defined]  # as above
        except FileExistsError:
            return False
        finally:
            Path(written).unlink()
        return True

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Django's own, except that the time a key has left stays: Django's gives it five minutes more.

        Raises ValueError where there is no such key.
        """
        counted: int = self.get(key, 0, version) + delta
        try:
            with Path(self._key_to_file(key, version)).open("rb") as file:  # type: ignore[attr-defined]  # as above
                ends = pickle.load(file)  # noqa: S301 - what Django has written there itself
        except FileNotFoundError:
            raise ValueError(f"Key {key!r} not found") from None
        self.set(key, counted, None if ends is None else ends - time.time(), version)
        return counted
