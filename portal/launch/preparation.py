"""What has to be true before the portal can start, each made true by one function.

A function that cannot do its work raises `CommandError` with a sentence for the person at the keyboard.
"""

import hashlib
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from portal.launch.messages.catalogues import Catalogue
from search.engines import SilentEngineError
from search.rebuilding import RebuildError, ensure_index


def ensure_port_is_free(host: str, port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken; stop what is listening there or choose another one: PORT={port + 1} make run"
                if port > 1023
                else f"Port {port} cannot be used ({error.strerror})."
            ) from None


def ensure_folders() -> None:
    """The data folder and, when work is queued in files, the folders of the queue."""
    folders = [str(settings.DATA_DIR), str(settings.MEDIA_ROOT)]
    if settings.CELERY_BROKER_URL.startswith("filesystem:"):
        folders += map(str, settings.CELERY_BROKER_TRANSPORT_OPTIONS.values())
    try:
        for folder in map(Path, folders):
            folder.mkdir(parents=True, exist_ok=True)
        probe = Path(settings.DATA_DIR) / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"DATA_DIR: the folder {settings.DATA_DIR} cannot be used ({error.strerror}). "
            "Make it writable or name another one in DATA_DIR."
        ) from None


def ensure_messages() -> None:
    """Compiled catalogues: a `.mo` is made where it is missing or older than its `.po`."""
    for po in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"):
        catalogue = Catalogue(po.parents[1].name, po.parents[2])
        if not catalogue.is_compiled():
            catalogue.compile()


def ensure_database() -> None:
    """A database that answers and has the tables of this version."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommandError(f"DATABASE_URL: the database does not answer ({reason}).") from None
    call_command("migrate", interactive=False, verbosity=0)


def ensure_search() -> bool:
    """An index that is in step with the catalogue; whether one could be had. Without, the catalogue answers."""
    try:
        ensure_index()
    except (SilentEngineError, RebuildError):
        return False
    return True


def ensure_static_files() -> None:
    """The collected static files; collecting takes seconds, so it is done only when a source changed.

    Old versions stay: pages rendered before an update still name them.
    """
    if settings.DEBUG:
        return
    kept = Path(settings.DATA_DIR) / "static.fingerprint"
    fingerprint = _static_fingerprint()
    if Path(settings.STATIC_ROOT).is_dir() and kept.is_file() and kept.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    kept.write_text(fingerprint)


def _static_fingerprint() -> str:
    """A digest of the name, size and time of every source, those of installed packages included."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
