"""Sign-ins are counted in the cache, and refused when there are many."""

from tests.accounts.fixtures import own_cache
from tests.demo.fixtures import loaded, once_loaded

__all__ = ["loaded", "once_loaded", "own_cache"]
