"""What tests that sign in need."""

from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_cache(settings: Settings, request: pytest.FixtureRequest) -> None:
    """A cache of its own for each test, or the sign-ins of one would count for the next."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": request.node.nodeid}
    settings.CACHES = settings.CACHES | {"default": memory}


@pytest.fixture(autouse=True)
def patient_clock(settings: Settings) -> None:
    """The code before is good too, or a test that runs across half a minute would fail."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for a commit, such as a mail, happens at once: the transaction of a test never commits."""

    def act_now(act: Callable[[], object], using: str | None = None, robust: bool = False) -> None:
        act()

    monkeypatch.setattr(transaction, "on_commit", act_now)
