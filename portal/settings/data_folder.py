"""The folder that holds what an installation keeps, its secret key among it."""

import os
import secrets
from pathlib import Path


def usable_folder(folder: Path) -> Path:
    """`folder`, made if need be, for its owner only: what is put into it need not be closed one by one.

    One that cannot be used stops the start with a sentence.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(_unusable(folder, error)) from None
    return folder


def kept_secret_key(folder: Path) -> str:
    """The key in `folder`, made on the first call and readable by its owner only.

    A key that cannot be kept stops the start: without a lasting one every session and every
    signed link would end with the process.
    """
    path = folder / "secret_key"
    try:
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(64))
        except FileExistsError:
            pass
        key = path.read_text().strip()
    except OSError as error:
        raise SystemExit(_unusable(folder, error)) from None
    if not key:
        raise SystemExit(f"DATA_DIR: {path} is empty; delete it and start again to have a new key made.")
    return key


def _unusable(folder: Path, error: OSError) -> str:
    return (
        f"DATA_DIR: the folder {folder} cannot be used ({error.strerror}). "
        "Make it writable or name another one in DATA_DIR."
    )
