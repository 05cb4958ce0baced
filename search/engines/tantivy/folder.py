"""Where indexes lie: a folder each, beside a file that names the one in use."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

import tantivy
from django.conf import settings
from django.utils import timezone
from filelock import FileLock, Timeout

from search.engines.tantivy.failures import silent_if_broken
from search.engines.tantivy.schema import fingerprint, register_analyzers, schema

_NAME = re.compile(r"\d{8}t\d{12}-[0-9a-f]{8}")
_CURRENT = "current"
_SHAPE = "shape"
_META = "meta.json"


def root() -> Path:
    """Read anew each time, for tests have data folders of their own."""
    return Path(settings.DATA_DIR) / "index"


def path_of(name: str) -> Path:
    return root() / name


def _make_root() -> None:
    """Closed to others, for it may lie in a folder that is open: a volume that somebody else made."""
    root().mkdir(mode=0o700, parents=True, exist_ok=True)


def new_index() -> str:
    """Make the folder of an empty index."""
    name = f"{timezone.now():%Y%m%dt%H%M%S%f}-{token_hex(4)}"
    with silent_if_broken("Making an index"):
        _make_root()
        path_of(name).mkdir()
        tantivy.Index(schema(), path=str(path_of(name)))
        # Last of all: an index is there once this is.
        (path_of(name) / _SHAPE).write_text(fingerprint())
    return name


def open_index(name: str) -> tantivy.Index:
    """The index in a folder, which sees what is written once it is reloaded and not before."""
    index = tantivy.Index.open(str(path_of(name)))
    register_analyzers(index)
    # The other policy watches the folder in a thread, and half a second late.
    index.config_reader("manual", 0)
    return index


def has_index(name: str) -> bool:
    """Whether there is an index of the shape of this version; a name may also be that of another engine's."""
    if not _NAME.fullmatch(name):
        return False
    with suppress(OSError, UnicodeDecodeError):
        return (path_of(name) / _SHAPE).read_text() == fingerprint() and (path_of(name) / _META).exists()
    return False


def index_in_use() -> str | None:
    """The index that answers, None where there is none that this version can read."""
    name = named_by_pointer()
    return name if has_index(name) else None


def named_by_pointer() -> str:
    """What the pointer says, whether or not such an index is there."""
    try:
        return (root() / _CURRENT).read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def put_to_use(name: str) -> None:
    """Point to this index, keep the one before and remove all others."""
    with silent_if_broken("Putting an index to use"):
        others = sorted(folder.name for folder in root().iterdir() if _NAME.fullmatch(folder.name))
        others = [other for other in others if other != name]
        before = named_by_pointer()
        if before != name:
            fresh = root() / f"{_CURRENT}.{token_hex(4)}"
            fresh.write_text(name)
            fresh.replace(root() / _CURRENT)
        # Done once more, it does not forget the one before, which is the latest of the others then.
        kept = before if before in others else others[-1] if others else ""
        for other in others:
            if other != kept:
                remove(other)


def remove(name: str) -> None:
    """Whoever still reads an index that is removed reads on: its files are mapped into memory."""
    if _NAME.fullmatch(name):
        shutil.rmtree(path_of(name), ignore_errors=True)


def state(name: str) -> tuple[int, int, int]:
    """What is another after each commit, for the price of one look at the file system."""
    found = (path_of(name) / _META).stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


@contextmanager
def turn() -> Iterator[bool]:
    """True for the one who holds the lock of all indexes, at once and without waiting."""
    # Without a lock of the file system there is none: the other kind outlives whoever is killed.
    lock = FileLock(root() / "turn.lock", blocking=False, preserve_lock_file=True)
    try:
        _make_root()
        lock.acquire()
    except (Timeout, OSError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def complaint() -> str:
    """What keeps the folder from being written to."""
    try:
        _make_root()
        probe = root() / f"probe.{token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return f"The folder of the search index, {root()}, cannot be written to: {error.strerror}."
    return ""
