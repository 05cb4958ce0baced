"""A member looks at what the portal holds about her, takes a copy along and leaves."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoCaptureOnCommitCallbacks

from portal.accounts.my_account import pages_for
from tests.accounts.factories import PASSWORD, UserFactory
from tests.network.factories import MemberFactory

pytestmark = pytest.mark.django_db

PAGES = ["account_consents", "account_copy", "account_erasure"]


def confirm(client: Client, address: str) -> None:
    """Follows `address` to the page that asks for the password, and back."""
    asked = client.get(address)["Location"]
    assert asked.startswith("/de/account/again/password/")
    assert client.post(asked, {"password": PASSWORD, "next": address})["Location"] == address


def test_a_member_takes_her_data_along_and_leaves(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        user = UserFactory.create(email="hedwig@example.org", language="de")
        member = MemberFactory.create(user=user, name="Hedwig Zugvogel", networks=["EU", "AT"])
    assert "Hedwig <mark>Zugvogel</mark>" in client.get("/de/members/?q=Zugvogel").content.decode()
    client.post("/de/account/sign-in/", {"login": user.email, "password": PASSWORD})
    assert "account_data" in [page.url_name for page in pages_for(user)]

    overview = client.get("/de/account/data/").content.decode()
    assert "Hedwig Zugvogel" in overview
    with override("de"):
        for name in PAGES:
            assert f'href="{reverse(name)}"' in overview

    confirm(client, "/de/account/data/copy/")
    response = client.post("/de/account/data/copy/")
    copy = ZipFile(BytesIO(response.getvalue()))
    (profile,) = json.loads(copy.read("data.json"))["purposes"]["member_profile"]
    assert profile["name"] == "Hedwig Zugvogel"

    assert 'name="email"' in client.get("/de/account/data/delete/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/de/account/data/delete/", {"email": "hedwig@example.org"}, follow=True)

    assert response.redirect_chain == [("/de/account/deleted/", 302)]
    assert not response.wsgi_request.user.is_authenticated
    assert [message.to for message in mail.outbox] == [["hedwig@example.org"]]
    assert "Hedwig" not in client.get("/de/members/?sort=newest").content.decode()
    assert client.get(f"/de/members/{member.pk}/hedwig-zugvogel/").status_code == 404
    client.post("/de/account/sign-in/", {"login": "hedwig@example.org", "password": PASSWORD})
    assert "_auth_user_id" not in client.session
