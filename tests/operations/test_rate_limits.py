"""How often somebody may do what costs others something."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from portal.operations.rate_limits import RateLimit, client_address, network_of

LIMIT = RateLimit("test", per_address=2, per_network=3, seconds=60)


def request_from(address: str, **headers: str) -> HttpRequest:
    return RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)


def test_an_address_may_so_often_and_no_more() -> None:
    assert [LIMIT.allows(request_from("192.0.2.1")) for _ in range(3)] == [True, True, False]
    assert LIMIT.allows(request_from("198.51.100.1"))


def test_two_addresses_in_the_form_of_ipv6_are_no_neighbours() -> None:
    answers = [LIMIT.allows(request_from(f"::ffff:192.0.{number}.1")) for number in range(4)]

    assert answers == [True] * 4


def test_the_neighbours_of_an_address_count_together() -> None:
    answers = [LIMIT.allows(request_from(f"192.0.2.{number}")) for number in range(4)]

    assert answers == [True, True, True, False]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_a_network_is_what_a_provider_hands_out(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.66, 203.0.113.9", "203.0.113.9"),
        (1, "", "192.0.2.1"),
        (1, "203.0.113.9:4444", "203.0.113.9"),
        (1, "[2001:db8::1]:4444", "2001:db8::1"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "unix:", "unknown"),
    ],
)
def test_only_a_trusted_proxy_says_for_whom_it_asks(
    settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    assert client_address(request_from("192.0.2.1", **{"X-Forwarded-For": forwarded})) == address
