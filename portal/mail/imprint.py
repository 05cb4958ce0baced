"""Who stands behind the mails: a line or more for their footer, registered by the room that keeps it."""

from collections.abc import Callable
from typing import TypeAlias

Imprint: TypeAlias = Callable[[str], str]

_imprints: list[Imprint] = []


def register_imprint(imprint: Imprint) -> None:
    """Have `imprint(language)` give the name and address of who runs the portal, as plain text."""
    _imprints.append(imprint)


def imprint(language: str) -> str:
    """What was registered, or nothing."""
    return "\n".join(filter(None, (each(language).strip() for each in _imprints)))
