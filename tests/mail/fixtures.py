"""A kind of mail for tests."""

from pathlib import Path

import pytest
from pytest_django import Settings

from portal.mail import kinds
from portal.mail.kinds import register_kind
from tests.mail.factories import WELCOME


@pytest.fixture
def welcome(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> str:
    """The name of a kind that has its templates beside the tests."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], Path(__file__).parent / "templates"]}]
    settings.SITE_URL = "https://portal.example"
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    register_kind(WELCOME)
    return WELCOME.name
