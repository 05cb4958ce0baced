"""Journeys that mail, sign in with codes, or walk through the demonstration."""

from tests.accounts.fixtures import at_once, patient_clock
from tests.demo.fixtures import loaded, once_loaded

__all__ = ["at_once", "loaded", "once_loaded", "patient_clock"]
