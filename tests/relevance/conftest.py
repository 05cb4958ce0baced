"""The demonstration is judged as well."""

from tests.demo.fixtures import loaded, once_loaded

__all__ = ["loaded", "once_loaded"]
