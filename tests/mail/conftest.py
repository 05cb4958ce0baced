"""What tests of mail need."""

from tests.mail.fixtures import welcome

__all__ = ["welcome"]
