"""How often one may try."""

import pytest
from allauth.account import app_settings
from allauth.core.internal.ratelimit import parse_rates
from allauth.mfa import app_settings as mfa_settings
from django.core import mail
from django.test import Client

from portal.accounts.views.entrance import RETRY_SECONDS
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.second_factors import code, confirm_password, give_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

# These are said in the form, or silently spare somebody a second mail.
SAID_OTHERWISE = {"login_failed", "confirm_email", "verify_phone", "change_phone", "request_login_code"}


@pytest.mark.parametrize(
    ("path", "data", "limit"),
    [
        ("sign-up/", {"email": "x"}, 20),
        ("password/reset/", {"email": "a@example.org"}, 5),
    ],
)
def test_who_tries_too_often_is_told_when_to_try_again(
    client: Client, path: str, data: dict[str, str], limit: int
) -> None:
    answers = [client.post(f"/en/account/{path}", data) for _ in range(limit + 1)]

    assert [answer.status_code == 429 for answer in answers] == [False] * limit + [True]
    assert answers[-1]["Retry-After"] == str(RETRY_SECONDS)
    assert "wait a minute" in answers[-1].content.decode()


def test_the_time_to_wait_is_right_for_every_limit_that_is_answered_so() -> None:
    limits = app_settings.RATE_LIMITS | mfa_settings.RATE_LIMITS
    durations = {
        rate.duration for action, rates in limits.items() if action not in SAID_OTHERWISE for rate in parse_rates(rates)
    }
    assert durations == {RETRY_SECONDS}


def test_a_password_is_not_guessed(client: Client) -> None:
    user = UserFactory.create()
    for number in range(5):
        client.post("/en/account/sign-in/", {"login": user.email, "password": f"guess {number}"})

    page = Client().post("/en/account/sign-in/", {"login": user.email.upper(), "password": PASSWORD})

    assert "Wait five minutes" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_code_is_not_guessed(client: Client) -> None:
    user = UserFactory.create()
    secret = give_app(user)
    client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
    for _ in range(5):
        client.post("/en/account/sign-in/two-factor/", {"code": "000000"})

    client.post("/en/account/sign-in/two-factor/", {"code": code(secret)})

    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client: Client) -> None:
    user = UserFactory.create()
    shown = code(give_app(user))
    signed_in = []
    for browser in (client, Client()):
        browser.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
        browser.post("/en/account/sign-in/two-factor/", {"code": shown})
        signed_in.append("_auth_user_id" in browser.session)

    assert signed_in == [True, False]


def test_nobody_is_flooded_with_mails_about_a_new_address(client: Client) -> None:
    user = UserFactory.create()
    client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
    confirm_password(client)

    for _ in range(3):
        client.post("/en/account/email/", {"email": "victim@example.org"})

    assert len(mail.outbox) == 1
