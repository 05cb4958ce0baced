"""Who does not want which mail. The room that keeps people's choices registers itself here."""

from collections.abc import Callable
from typing import TypeAlias

from portal.mail.kinds import Kind
from portal.mail.recipients import Recipient

Refuses: TypeAlias = Callable[[Recipient, Kind], bool]

_refusals: list[Refuses] = []


def register_refusal(refuses: Refuses) -> None:
    """Have `refuses` asked before a mail that is not essential."""
    _refusals.append(refuses)


def is_refused(recipient: Recipient, kind: Kind) -> bool:
    """Whether the recipient has switched this kind off. Nobody can refuse an essential one."""
    return not kind.essential and any(refuses(recipient, kind) for refuses in _refusals)
