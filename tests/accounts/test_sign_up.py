"""Opening an account: what is asked, what is answered, and what nobody learns."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from portal.accounts.models import User
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.mailbox import link_to, mail_to, subjects

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

SIGN_UP = "/fr/account/sign-up/"


def sign_up(client: Client, email: str = "new@example.org", password: str = PASSWORD) -> Any:
    return client.post(SIGN_UP, {"email": email, "password1": password})


def test_an_account_reads_the_language_it_was_opened_in(client: Client) -> None:
    sign_up(client)

    user = User.objects.get()
    assert (user.email, user.language, user.is_staff) == ("new@example.org", "fr", False)
    assert link_to("new@example.org", "/confirm/").startswith("/fr/account/confirm/")


def test_nobody_signs_in_before_confirming(client: Client) -> None:
    sign_up(client)

    inside = client.post("/fr/account/sign-in/", {"login": "new@example.org", "password": PASSWORD})

    assert inside["Location"] == "/fr/account/check-your-mail/"
    assert "_auth_user_id" not in client.session


def test_confirming_in_another_browser_signs_nobody_in(client: Client) -> None:
    sign_up(client)
    other = Client()

    answer = other.post(link_to("new@example.org", "/confirm/"))

    assert answer["Location"] == "/fr/account/sign-in/?next=%2Ffr%2Faccount%2F"
    assert "_auth_user_id" not in other.session
    other.post("/fr/account/sign-in/", {"login": "new@example.org", "password": PASSWORD})
    assert "_auth_user_id" in other.session


@pytest.mark.parametrize("change", [lambda key: key[:-3] + "abc", lambda key: "x", lambda key: key + "0"])
def test_a_link_that_was_tampered_with_confirms_nothing(client: Client, change: Callable[[str], str]) -> None:
    sign_up(client)
    key = link_to("new@example.org", "/confirm/").split("/")[-2]
    path = f"/fr/account/confirm/{change(key)}/"

    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 200
        assert "three days" in answer.content.decode() or "trois" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_link_confirms_once(client: Client) -> None:
    sign_up(client)
    link = link_to("new@example.org", "/confirm/")
    Client().post(link)
    late = Client()

    assert late.post(link).status_code == 200
    assert "_auth_user_id" not in late.session


def test_following_a_link_leaves_whoever_is_signed_in_alone(client: Client) -> None:
    sign_up(client)
    other = Client()
    other.force_login(UserFactory.create())

    other.get(link_to("new@example.org", "/confirm/"))

    assert "_auth_user_id" in other.session


def test_a_known_address_gets_the_same_answer_and_another_mail(client: Client) -> None:
    UserFactory.create(email="known@example.org", language="de")
    unknown = sign_up(client, "unknown@example.org")
    mail.outbox.clear()

    known = sign_up(Client(), "known@example.org")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert User.objects.filter(email="known@example.org").count() == 1
    assert "/de/account/sign-in/" in mail_to("known@example.org")
    assert "/de/account/password/reset/" in mail_to("known@example.org")
    assert "/confirm/" not in mail_to("known@example.org")


def test_an_unknown_address_that_wants_a_new_password_gets_the_same_answer(client: Client) -> None:
    UserFactory.create(email="known@example.org")
    answers = [
        client.post("/en/account/password/reset/", {"email": email})
        for email in ("known@example.org", "no@example.org")
    ]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert len(set(subjects())) == 2
    assert "/account/sign-up/" in mail_to("no@example.org")


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("", PASSWORD),
        ("no address", PASSWORD),
        ("a@example.org", ""),
        ("a@example.org", "short"),
        ("a@b", PASSWORD),
    ],
)
def test_a_form_that_cannot_be_used_says_why(client: Client, email: str, password: str) -> None:
    answer = sign_up(client, email, password)

    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode()
    assert 'class="field-error"' in answer.content.decode()
    assert not User.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize("password", ["password123", "qwertyuiop", "new@example.org"])
def test_a_password_that_others_guess_is_refused(client: Client, password: str) -> None:
    assert sign_up(client, "new@example.org", password).status_code == 200
    assert not User.objects.exists()


def test_closed_sign_up_says_so_and_makes_nothing(client: Client, settings: Settings) -> None:
    settings.SIGN_UP_IS_OPEN = False

    assert "<form class" not in client.get(SIGN_UP).content.decode().split("<main")[1].split("</main")[0]
    assert sign_up(client).status_code == 200
    assert not User.objects.exists()
    assert not mail.outbox


def test_whoever_is_signed_in_signs_up_no_second_time(client: Client) -> None:
    client.force_login(UserFactory.create(language="bg"))

    assert client.get(SIGN_UP)["Location"] == "/bg/"
