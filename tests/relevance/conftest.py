"""The demonstration is judged as well."""

from tests.demo.fixtures import loaded, once_loaded
from tests.search.engines.conftest import elasticsearch_prefix

__all__ = ["elasticsearch_prefix", "loaded", "once_loaded"]
