"""Sign-ins are counted in the cache, and refused when there are many."""

from tests.accounts.fixtures import at_once, demo_consent, patient_clock

__all__ = ["at_once", "demo_consent", "patient_clock"]
