"""What an environment variable may say."""

import pytest
from environs import ValidationError

from portal.settings import environment


@pytest.mark.parametrize(
    "address",
    ["https://portal.example", "https://portal.example/", "http://localhost:8000", "http://[::1]:8000"],
)
def test_a_site_has_an_address_of_its_own(address: str) -> None:
    environment._site(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "portal.example",
        "ftp://portal.example",
        "https://",
        "https://portal.example/sub",
        "https://portal.example//",
        "https://portal.example?",
        "https://portal.example/?a=b",
        "https://portal.example#top",
        "https://anna@portal.example",
        "https://anna:secret@portal.example",
        "https://[portal.example",
        "https://portal.example:high",
        "https://portal.example:99999",
    ],
)
def test_anything_else_is_not_the_address_of_a_site(address: str) -> None:
    with pytest.raises(ValidationError, match="expected http:// or https://"):
        environment._site(address)


@pytest.mark.parametrize("key", ["", "x" * 50])
def test_a_key_is_long_or_left_to_the_portal(key: str) -> None:
    environment._key(key)


@pytest.mark.parametrize("key", ["a", "x" * 49])
def test_a_short_key_is_refused_and_not_told(key: str) -> None:
    with pytest.raises(ValidationError, match="at least 50 characters") as said:
        environment._key(f"?{key[1:]}")

    assert "?" not in str(said.value)
