"""Where an address without a language leads."""

import pytest
from django.test import Client

from tests.accounts.factories import OperatorFactory

pytestmark = pytest.mark.django_db


def test_whoever_leaves_the_language_out_is_led_to_it(client: Client) -> None:
    assert client.get("/networks/", headers={"Accept-Language": "bg"})["Location"] == "/bg/networks/"


@pytest.mark.parametrize("path", ["/admin/no/such/page/", "/admin/pages/99999/", "/media/members/1/x-96.webp"])
def test_what_has_no_language_is_not_found_where_it_is_not(client: Client, path: str) -> None:
    client.force_login(OperatorFactory.create())
    assert client.get(path).status_code == 404
