"""The demonstration, loaded once."""

from tests.demo.fixtures import loaded, once_loaded

__all__ = ["loaded", "once_loaded"]
