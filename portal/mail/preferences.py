"""Who does not want which mail. A room above that keeps such choices says so in its `ready()`."""

from collections.abc import Callable

from portal.mail.kinds import Kind
from portal.mail.recipients import Recipient

_refusals: list[Callable[[Recipient, Kind], bool]] = []


def register_refusal(refuses: Callable[[Recipient, Kind], bool]) -> None:
    """`refuses` says whether somebody has switched a kind off; it is not asked about essential ones."""
    _refusals.append(refuses)


def is_refused(recipient: Recipient, kind: Kind) -> bool:
    return not kind.essential and any(refuses(recipient, kind) for refuses in _refusals)
