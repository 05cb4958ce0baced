"""Sign-ins are counted in the cache, and refused when there are many."""

from tests.accounts.fixtures import at_once, own_cache, patient_clock
from tests.demo.fixtures import loaded, once_loaded

__all__ = ["at_once", "loaded", "once_loaded", "own_cache", "patient_clock"]
