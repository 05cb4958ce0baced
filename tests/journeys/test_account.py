"""Somebody opens an account, protects it, moves it to another address and takes it back."""

import re
from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import User
from tests.accounts.mailbox import link_to
from tests.accounts.second_factors import code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

ADDRESS, OTHER = "anna@example.org", "anna.berg@example.net"
PASSWORD = "rowing boats on the Danube"


def page(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200, path
    return response.content.decode()


def send(client: Client, path: str, **data: str) -> str:
    response = client.post(path, data, follow=True)
    assert response.status_code == 200, path
    return response.content.decode()


def again(client: Client, refused: Any) -> str:
    """What comes of a request that asked for the password first."""
    assert "/account/again/password/" in refused["Location"]
    return send(client, refused["Location"], password=PASSWORD)


def test_an_account_is_opened_protected_moved_and_taken_back(client: Client) -> None:
    check = send(client, "/de/account/sign-up/", email=ADDRESS, password1=PASSWORD)
    assert 'lang="de"' in check
    link = link_to(ADDRESS, "/confirm/")
    assert link.startswith("/de/account/confirm/")
    question = page(client, link)
    assert ADDRESS in question
    assert "_auth_user_id" not in client.session, "following a link confirms nothing"
    confirmed = client.post(link)
    assert confirmed["Location"] == "/de/account/"
    assert 'id="next-steps"' in page(client, "/de/account/")
    assert client.session["_auth_user_id"] == str(User.objects.get(email=ADDRESS).pk)

    html = again(client, client.get("/de/account/two-factor/app/"))
    assert 'class="qr"' in html
    found = re.search(r'class="secret">(\w+)', html)
    assert found
    secret = found[1]
    codes = send(client, "/de/account/two-factor/app/", code=code(secret))
    assert len(re.findall(r"<li><code>\w+", codes)) == 10

    client.post("/de/account/sign-out/")
    half_way = client.post("/de/account/sign-in/", {"login": ADDRESS, "password": PASSWORD})
    assert half_way["Location"] == "/de/account/sign-in/two-factor/"
    assert "_auth_user_id" not in client.session
    done = client.post("/de/account/sign-in/two-factor/", {"code": code(secret)})
    assert done["Location"] == "/de/"

    assert 'name="email"' in again(client, client.post("/de/account/email/"))
    send(client, "/de/account/email/", email=OTHER)
    link = link_to(OTHER, "/email/confirm/")
    assert User.objects.get().email == ADDRESS
    page(client, link)
    assert User.objects.get().email == ADDRESS, "following a link moves nothing"
    send(client, link)
    assert User.objects.get().email == OTHER

    elsewhere = Client()
    undo = link_to(ADDRESS, "/email/undo/")
    page(elsewhere, undo)
    assert User.objects.get().email == OTHER
    send(elsewhere, undo)
    assert User.objects.get().email == ADDRESS
    assert not client.get("/de/").wsgi_request.user.is_authenticated
    assert elsewhere.post(undo).status_code == 410, "a link undoes once"

    reset = link_to(ADDRESS, "/password/reset/")
    form = elsewhere.get(reset)["Location"]
    new = "another quiet river in spring"
    saved = elsewhere.post(form, {"password1": new, "password2": new})
    assert saved["Location"] == "/de/account/password/reset/done/"
    elsewhere.post("/de/account/sign-in/", {"login": ADDRESS, "password": new})
    assert elsewhere.session.get("_auth_user_id")
