"""What tests of mail need."""

from tests.accounts.fixtures import own_cache
from tests.mail.fixtures import welcome

__all__ = ["own_cache", "welcome"]
