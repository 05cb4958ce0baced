"""A variable with a wrong value is named, with what was expected instead."""

from runpy import run_path

import pytest

from portal.settings import environment


def read() -> None:
    """What a process does with its variables first."""
    run_path(environment.__file__)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "portal"),
        ("REDIS_URL", "localhost:6379"),
        ("SITE_URL", "portal.example"),
        ("SITE_URL", "https://portal.example/sub"),
        ("SECRET_KEY", "a"),
        ("PEERTUBE_HOSTS", "https://framatube.org/"),
        ("EMAIL_URL", "mail.example:587"),
        ("EMAIL_URL", "smtp://user@mail.example"),
        ("EMAIL_URL", "smtp://user:p/w@mail.example"),
        ("EMAIL_URL", "smtp+tls://[::1"),
        ("MAIL_FROM", "Migrapass"),
        ("DEMO", "maybe"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "LOUD"),
        ("PAGE_CACHE_MB", "much"),
        ("PAGE_CACHE_MB", "-1"),
        ("SIGN_UP", "perhaps"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit, match=f"^{name}: [^\n]+$"):
        read()


def test_each_wrong_value_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO", "maybe")
    monkeypatch.setenv("SITE_URL", "portal.example")

    with pytest.raises(SystemExit, match=r"(?s)SITE_URL: .+\nDEMO: "):
        read()


def test_the_password_of_a_mail_server_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp://user:open-sesame@mail.example/path")

    with pytest.raises(SystemExit) as refused:
        read()
    assert "open-sesame" not in str(refused.value)
