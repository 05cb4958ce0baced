"""What tests that sign in need."""

from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import Settings

from portal.accounts.personal_data import registry
from portal.accounts.personal_data.purposes import LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData
from search.marks import wake_projector


@pytest.fixture(autouse=True)
def patient_clock(settings: Settings) -> None:
    """The code before is good too, or a test that runs across half a minute would fail."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def demo_consent(monkeypatch: pytest.MonkeyPatch) -> str:
    """A purpose that rests on consent, such as the rooms above bring; gives its key."""
    purpose = Purpose(
        key="letters",
        order=900,
        title="Letters",
        held="Nothing",
        why="To write to you",
        basis=LegalBasis.CONSENT,
        retention=(Retention("Until you withdraw"),),
    )
    letters = PersonalData(purpose, (), {}, lambda user: [], "Deleted.")
    monkeypatch.setitem(registry._registered, purpose.key, letters)
    return purpose.key


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for a commit, such as a mail, happens at once: the transaction of a test never commits.

    Cards alone are made when a test says so: each row that a factory makes would have its member's made anew.
    """

    def act_now(act: Callable[[], object], using: str | None = None, robust: bool = False) -> None:
        if act is not wake_projector:
            act()

    monkeypatch.setattr(transaction, "on_commit", act_now)
