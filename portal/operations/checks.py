"""What must not be so on a machine that others use as well."""

import shlex
import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks


def data_folder_is_closed(**_: Any) -> list[checks.CheckMessage]:
    """The database, uploads and sessions lie in it; whoever can enter it can read most of them."""
    folder = Path(settings.DATA_DIR)
    if not folder.is_dir() or not stat.S_IMODE(folder.stat().st_mode) & stat.S_IRWXO:
        return []
    return [
        checks.Warning(
            f"Every user of this machine can get at the data in {folder}.",
            hint=f"chmod o= {shlex.quote(str(folder))}",
            id="operations.W001",
        )
    ]
