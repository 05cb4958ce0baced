"""Sign-ins are counted in the cache, and refused when there are many."""

from tests.accounts.fixtures import at_once, own_cache, patient_clock

__all__ = ["at_once", "own_cache", "patient_clock"]
