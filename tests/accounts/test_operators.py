"""What operators do with accounts: make them, correct them, help somebody who lost her second factor."""

import re
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.users.models import UserProfile

from portal.accounts.actions import change_address
from portal.accounts.groups import EDITORS
from portal.accounts.models import User
from tests.accounts.factories import PASSWORD, OperatorFactory, UserFactory
from tests.accounts.mailbox import mail_to
from tests.accounts.second_factors import give_app, give_recovery_codes, sign_in_with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(OperatorFactory.create())
    return client


def entered(email: str) -> dict[str, str]:
    """What an operator types: names are left out."""
    return {"email": email, "language": "bg", "is_active": "on"}


def signs_in(email: str) -> bool:
    client = Client()
    client.post("/en/account/sign-in/", {"login": email, "password": PASSWORD})
    return "_auth_user_id" in client.session


def test_an_account_made_at_the_desk_has_a_verified_address(desk: Client) -> None:
    assert desk.post("/admin/users/new/", entered("Ana@Example.org")).status_code == 302

    made = EmailAddress.objects.get(user__email="ana@example.org")
    assert (made.email, made.verified, made.primary) == ("ana@example.org", True, True)
    assert made.user.language == "bg"


@pytest.mark.usefixtures("at_once")
def test_whoever_gets_an_account_made_at_the_desk_chooses_her_own_password(desk: Client, client: Client) -> None:
    assert 'name="password1"' not in desk.get("/admin/users/new/").content.decode()
    desk.post("/admin/users/new/", entered("ana@example.org"))
    assert not User.objects.get(email="ana@example.org").has_usable_password()

    found = re.search(r"http://localhost:8000(/bg/account/password/reset/\S+)", mail_to("ana@example.org"))
    assert found
    hers = Client()
    form = hers.get(found[1], follow=True)
    hers.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})

    assert signs_in("ana@example.org")


def test_names_are_nobodys_duty_at_the_desk(desk: Client) -> None:
    user = UserFactory.create(email="a@example.org", first_name="", last_name="")
    group = Group.objects.get(name=EDITORS)

    desk.post(f"/admin/users/edit/{user.pk}/", entered("a@example.org") | {"groups": [group.pk]})

    assert list(user.groups.all()) == [group]


def test_an_editor_without_a_name_chooses_her_language(client: Client) -> None:
    user = UserFactory.create(first_name="", last_name="")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)

    answer = client.post(
        "/admin/account/",
        {"locale-preferred_language": "bg", "locale-current_time_zone": "", "theme-theme": "system"}
        | {"theme-contrast": "system", "theme-density": "default"},
    )

    assert answer.status_code == 302
    assert UserProfile.get_for_user(user).preferred_language == "bg"


def test_an_address_corrected_at_the_desk_is_the_one_that_signs_in(desk: Client) -> None:
    user = UserFactory.create(email="typo@example.org", password=PASSWORD)

    assert desk.post(f"/admin/users/edit/{user.pk}/", entered("right@example.org")).status_code == 302

    assert signs_in("right@example.org")
    assert not signs_in("typo@example.org")
    assert EmailAddress.objects.get(user=user).email == "right@example.org"


def test_the_desk_gives_nobody_an_address_that_is_kept_for_another(desk: Client) -> None:
    change_address(UserFactory.create(email="old@example.org"), "new@example.org")

    assert desk.post("/admin/users/new/", entered("old@example.org")).status_code == 200
    assert not User.objects.filter(email="old@example.org").exists()


@pytest.mark.usefixtures("at_once")
def test_a_lost_second_factor_is_reset(client: Client) -> None:
    user = UserFactory.create(email="lost@example.org")
    sign_in_with_app(client, user, give_app(user))
    give_recovery_codes(user)
    said = StringIO()

    call_command("reset_second_factor", "Lost@example.org", stdout=said)

    assert "password alone" in said.getvalue()
    assert not Authenticator.objects.exists()
    assert not client.get("/en/").wsgi_request.user.is_authenticated
    assert signs_in("lost@example.org")
    assert "removed the passkeys" in mail_to("lost@example.org")


def test_an_unknown_address_is_said_to_be_unknown() -> None:
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody@example.org")


def test_every_time_zone_to_choose_is_one_that_browsers_know() -> None:
    zones = settings.WAGTAIL_USER_TIME_ZONES

    assert zones[0].startswith("Europe/")
    assert {"Europe/Sofia", "America/Guadeloupe", "Indian/Reunion"} <= set(zones)
    assert not {"localtime", "Factory", "posix/Europe/Sofia", "Etc/UTC"} & set(zones)
