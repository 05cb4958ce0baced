"""Mail is sent at once."""

from tests.accounts.fixtures import at_once

__all__ = ["at_once"]
