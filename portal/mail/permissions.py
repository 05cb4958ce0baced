"""Who may do what with the outbox: operators. The account's class belongs to a room above, so it is not named."""

from typing import Any


def may_see(user: Any) -> bool:
    return any(user.has_perm(f"mail.{action}_outgoingmail") for action in ("view", "delete", "retry"))


def may_retry(user: Any) -> bool:
    return bool(user.has_perm("mail.retry_outgoingmail"))
