"""Who may do what with the outbox."""

from typing import Any


def may_retry(user: Any) -> bool:
    """Operators. The account's class belongs to a room above, so any that answers `has_perm` will do."""
    return bool(user.has_perm("mail.retry_outgoingmail"))
