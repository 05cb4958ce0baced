"""Accounts: an e-mail address is the login."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from portal.accounts.models import User
from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/en/account/sign-in/"


def sign_in(client: Client, email: str, password: str = PASSWORD) -> bool:
    client.post(SIGN_IN, {"login": email, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["anna@example.org", "Anna@Example.org", "ANNA@EXAMPLE.ORG", " anna@example.org "])
def test_the_address_signs_in_however_it_is_written(client: Client, typed: str) -> None:
    UserFactory.create(email="anna@example.org")

    assert sign_in(client, typed)


def test_an_address_kept_with_capitals_signs_in(client: Client) -> None:
    UserFactory.create(email="Anna.Berg@Example.org")

    assert sign_in(client, "anna.berg@example.org")


@pytest.mark.parametrize(
    ("email", "password"), [("anna@example.org", "wrong"), ("berta@example.org", PASSWORD), ("", "")]
)
def test_a_wrong_address_or_password_does_not(client: Client, email: str, password: str) -> None:
    UserFactory.create(email="anna@example.org")

    assert not sign_in(client, email, password)


def test_a_closed_account_does_not_sign_in(client: Client) -> None:
    UserFactory.create(email="anna@example.org", is_active=False)

    assert not sign_in(client, "anna@example.org")


def test_there_is_one_account_per_address_whatever_its_case() -> None:
    UserFactory.create(email="anna@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ANNA@example.org")
    with pytest.raises(ValidationError):
        User(email="Anna@Example.org", password="x").full_clean()


def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="address"):
        User.objects.create_user("")


def test_an_account_is_found_by_its_address_whatever_its_case() -> None:
    user = UserFactory.create(email="anna@example.org")

    assert User.objects.get_by_natural_key("ANNA@EXAMPLE.ORG") == user


def test_an_account_made_at_the_command_line_signs_in_and_may_edit(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, email="Operator@example.org", stdout=StringIO())

    assert sign_in(client, "Operator@example.org")
    assert client.get("/admin/").status_code == 200


def test_saving_an_account_writes_what_was_changed_and_nothing_else() -> None:
    user = UserFactory.create()
    stale = User.objects.get(pk=user.pk)
    half_read = User.objects.only("email").get(pk=user.pk)
    user.language = "bg"
    user.save()
    user.is_active = False
    user.save()

    stale.first_name = half_read.last_name = "Ana"
    stale.save()
    half_read.save()

    stale.refresh_from_db()
    assert (stale.first_name, stale.last_name, stale.language, stale.is_active) == ("Ana", "Ana", "bg", False)
    stale.language = "en"
    stale.save()
    user.refresh_from_db()
    assert user.language == "en"
