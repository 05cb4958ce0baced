"""Every door to the editors' desk leads through the second factor."""

import os
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from portal.accounts.models import User
from tests.accounts.factories import PASSWORD, OperatorFactory, UserFactory
from tests.accounts.second_factors import code, confirm_password, give_app, give_recovery_codes, sign_in_with_app
from tests.services import ROOT

pytestmark = pytest.mark.django_db

DOORS = [
    "/admin/",
    "/admin/pages/",
    "/admin/users/",
    "/admin/account/",
    "/admin/reports/site-history/",
    "/admin/api/main/pages/",
    "/admin/images/",
    "/admin/login/",
    "/admin/no-such-page/",
]


@pytest.fixture(autouse=True)
def demanded(settings: Settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = True


@pytest.fixture(params=["operator", "editor"])
def staff(request: pytest.FixtureRequest) -> User:
    """Somebody whom Wagtail would let in: by being a superuser, or by a group alone."""
    if request.param == "operator":
        return OperatorFactory.create()
    user: User = UserFactory.create()
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.mark.parametrize(("demo", "demanded"), [("0", "True"), ("1", "False")])
def test_it_is_demanded_wherever_the_portal_is_no_demonstration(demo: str, demanded: str) -> None:
    """As the settings of a real site have it, which these tests replace with their own."""
    ask = "from portal.settings import base; print(base.STAFF_NEED_SECOND_FACTOR)"
    variables = {**os.environ, "DEMO": demo}

    answer = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, env=variables, text=True, capture_output=True, check=False
    )

    assert answer.stdout.strip() == demanded, answer.stderr


@pytest.mark.parametrize("path", DOORS)
def test_a_password_alone_opens_no_door(client: Client, staff: User, path: str) -> None:
    client.post("/en/account/sign-in/", {"login": staff.email, "password": PASSWORD})

    answer = client.get(path, follow=True)

    assert answer.redirect_chain[-1][0].startswith("/en/account/security/")
    assert "second factor" in answer.content.decode()


def test_what_cannot_follow_is_refused(client: Client, staff: User) -> None:
    client.force_login(staff)

    assert client.get("/admin/pages/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert client.post("/admin/users/new/", {"email": "a@example.org"}).status_code == 403
    assert not User.objects.filter(email="a@example.org").exists()


@pytest.mark.usefixtures("at_once")
def test_setting_one_up_leads_back_to_where_one_was_going(client: Client) -> None:
    staff = OperatorFactory.create()
    client.post("/en/account/sign-in/", {"login": staff.email, "password": PASSWORD})
    client.get("/admin/account/")
    confirm_password(client)
    page = client.get("/en/account/two-factor/app/")
    secret = page.context["form"].secret
    assert 'href="/admin/account/"' not in client.get("/en/account/security/").content.decode()

    codes = client.post("/en/account/two-factor/app/", {"code": code(secret)}, follow=True)

    assert 'href="/admin/account/"' in codes.content.decode()
    assert client.get("/admin/account/").status_code == 200


@pytest.mark.usefixtures("at_once")
def test_setting_one_up_ends_the_sessions_that_a_password_alone_had_opened(client: Client) -> None:
    staff, elsewhere = OperatorFactory.create(), Client()
    for browser in (client, elsewhere):
        browser.post("/en/account/sign-in/", {"login": staff.email, "password": PASSWORD})
    confirm_password(client)
    secret = client.get("/en/account/two-factor/app/").context["form"].secret

    client.post("/en/account/two-factor/app/", {"code": code(secret)})

    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/en/account/security/").status_code == 302


def test_signing_in_with_it_opens_the_desk(client: Client, staff: User) -> None:
    sign_in_with_app(client, staff, give_app(staff))

    assert client.get("/admin/").status_code == 200


def test_a_half_finished_sign_in_has_no_rights(client: Client, staff: User) -> None:
    give_app(staff)
    client.post("/en/account/sign-in/", {"login": staff.email, "password": PASSWORD})

    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/en/account/sign-in/")
    assert not client.get("/en/").wsgi_request.user.is_authenticated
    assert client.get("/en/account/security/").status_code == 302


def test_a_sign_in_left_half_finished_for_too_long_starts_again(
    client: Client, staff: User, settings: Settings
) -> None:
    secret = give_app(staff)
    client.post("/en/account/sign-in/", {"login": staff.email, "password": PASSWORD})
    settings.ACCOUNT_LOGIN_TIMEOUT = -1

    client.post("/en/account/sign-in/two-factor/", {"code": code(secret)})

    assert "_auth_user_id" not in client.session


def test_a_session_older_than_the_second_factor_uses_it_first(client: Client, staff: User) -> None:
    client.force_login(staff)
    secret = give_app(staff)

    led = client.get("/admin/pages/")
    assert led["Location"] == "/en/account/again/two-factor/?next=%2Fadmin%2Fpages%2F"
    back = client.post(led["Location"], {"code": code(secret)})

    assert back["Location"] == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_removing_it_closes_the_desk(client: Client, staff: User) -> None:
    sign_in_with_app(client, staff, give_app(staff))

    Authenticator.objects.all().delete()

    assert client.get("/admin/").status_code == 302


def test_a_recovery_code_opens_the_desk_once(client: Client, staff: User) -> None:
    give_app(staff)
    recovery = give_recovery_codes(staff)[0]
    opened = []
    for visitor in (client, Client()):
        visitor.post("/en/account/sign-in/", {"login": staff.email, "password": PASSWORD})
        visitor.post("/en/account/sign-in/two-factor/", {"code": recovery})
        opened.append(visitor.get("/admin/").status_code == 200)

    assert opened == [True, False]


def test_recovery_codes_alone_are_no_second_factor(client: Client, staff: User) -> None:
    give_recovery_codes(staff)
    client.force_login(staff)

    assert client.get("/admin/")["Location"] == "/en/account/security/"


@pytest.mark.parametrize("path", ["/admin/password_reset/", "/admin/password_reset/confirm/MQ/abc/", "/django-admin/"])
def test_wagtails_and_djangos_own_doors_are_walled_up(client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code == 404 or "/account/sign-in/" in client.get(path)["Location"]
    assert client.post(path, {"email": "a@example.org"}).status_code in (302, 403, 404)


@pytest.mark.parametrize("language", ["en", "bg"])
def test_wagtails_sign_in_for_private_pages_lets_nobody_past_the_second_factor(
    client: Client, staff: User, language: str
) -> None:
    give_app(staff)
    door = f"/{language}/_util/login/"

    assert client.get(f"{door}?next=/en/")["Location"] == f"/{language}/account/sign-in/?next=/en/"
    client.post(door, {"username": staff.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_wagtails_own_account_page_changes_no_address_and_no_password(client: Client, staff: User) -> None:
    sign_in_with_app(client, staff, give_app(staff))

    page = client.get("/admin/account/").content.decode()

    assert 'name="name_email-email"' not in page
    assert "new_password1" not in page


def test_private_documents_wait_for_the_second_factor(client: Client, staff: User) -> None:
    collection = Collection.get_first_root_node().add_child(name="Private")
    document = get_document_model().objects.create(
        title="Minutes", file=ContentFile(b"minutes", "minutes.txt"), collection=collection
    )
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    client.force_login(staff)

    assert client.get(document.url)["Location"].startswith("/en/account/security/")

    other = Client()
    sign_in_with_app(other, staff, give_app(staff))
    assert other.get(document.url).getvalue() == b"minutes"


def test_a_demonstration_offers_it_and_demands_nothing(client: Client, staff: User, settings: Settings) -> None:
    settings.DEMO, settings.STAFF_NEED_SECOND_FACTOR = True, False
    client.force_login(staff)

    assert client.get("/admin/").status_code == 200
    assert 'class="hint"' in client.get("/en/account/").content.decode()


def test_an_ordinary_account_needs_none(client: Client) -> None:
    client.force_login(UserFactory.create())

    assert client.get("/en/account/").status_code == 200
    assert 'class="hint"' not in client.get("/en/account/").content.decode()
