"""Sign-ins are counted in the cache, and refused when there are many."""

from tests.accounts.fixtures import own_cache, patient_clock

__all__ = ["own_cache", "patient_clock"]
