"""The pages of "my account", and what somebody may do to her own account and to no other."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.utils.http import urlencode

from portal.accounts.models import MailSwitch, User
from portal.mail.kinds import Kind, _kinds, register_kind
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.mailbox import link_to, subjects
from tests.accounts.second_factors import confirm_password, give_app, give_passkey, give_recovery_codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

PAGES = ["", "profile/", "security/", "email/", "mails/", "password/"]
NEW_PASSWORD = "another quiet river in spring"


@pytest.fixture
def user(client: Client) -> User:
    user: User = UserFactory.create()
    client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
    return user


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_pages_are_shown_to_their_owner_kept_by_nobody_and_found_by_no_search_engine(
    client: Client, user: User, path: str, language: str
) -> None:
    page = client.get(f"/{language}/account/{path}")

    assert page.status_code == 200
    html = page.content.decode()
    assert 'content="noindex"' in html
    assert "no-store" in page["Cache-Control"]
    assert html.count('aria-current="page"') == (0 if not path else 1)
    assert html.count("<h1") == 1


@pytest.mark.parametrize("path", [*PAGES, "two-factor/app/", "two-factor/recovery-codes/", "two-factor/passkeys/add/"])
def test_visitors_are_led_to_sign_in(client: Client, path: str) -> None:
    assert client.get(f"/en/account/{path}", follow=True).redirect_chain[-1][0].startswith("/en/account/sign-in/")


@pytest.mark.parametrize("path", ["sign-in/", "sign-up/", "password/reset/", "check-your-mail/", "confirm/x/"])
def test_pages_for_coming_in_are_kept_by_nobody_either(client: Client, path: str) -> None:
    page = client.get(f"/en/account/{path}")

    assert "no-store" in page["Cache-Control"]
    assert 'content="noindex"' in page.content.decode()


def test_the_language_chosen_is_the_language_of_the_account(client: Client, user: User) -> None:
    saved = client.post("/en/account/profile/", {"first_name": "Ana", "last_name": "Ilieva", "language": "bg"})

    user.refresh_from_db()
    assert saved["Location"] == "/bg/account/profile/"
    assert (user.get_full_name(), user.language) == ("Ana Ilieva", "bg")


def test_a_profile_that_cannot_be_saved_says_why_and_changes_nothing(client: Client, user: User) -> None:
    page = client.post("/en/account/profile/", {"first_name": "x" * 200, "language": "xx"})

    assert page.content.decode().count('class="field-error"') == 2
    user.refresh_from_db()
    assert (user.first_name, user.language) == ("", "en")


@pytest.mark.parametrize("name", ["Win at evil.example/now", "Prize: yours", "write@evil.example"])
def test_a_name_that_looks_like_a_link_is_refused(client: Client, user: User, name: str) -> None:
    page = client.post("/en/account/profile/", {"first_name": name, "last_name": name, "language": "en"})

    assert page.content.decode().count('class="field-error"') == 2
    user.refresh_from_db()
    assert user.get_full_name() == ""


@pytest.mark.parametrize("path", ["email/", "data/copy/", "data/delete/", "two-factor/app/"])
def test_what_waits_for_the_password_is_not_kept(client: Client, user: User, path: str) -> None:
    typed = {"email": "typed@example.org", "password": "typed secret"}

    asked = client.post(f"/en/account/{path}", typed, headers={"user-agent": "Browser"}, REMOTE_ADDR="203.0.113.7")

    assert asked["Location"] == f"/en/account/again/password/?{urlencode({'next': f'/en/account/{path}'})}"
    kept = str(dict(client.session))
    assert not any(told in kept for told in ("203.0.113.7", "Browser", "typed"))
    assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == f"/en/account/{path}"


def test_a_mail_one_can_do_without_has_a_switch(client: Client, user: User) -> None:
    register_kind(Kind("accounts.test_news", "News of the test", "What is new"))
    try:
        page = client.get("/en/account/mails/").content.decode()
        assert 'name="accounts.test_news"' in page
        assert 'name="accounts.reset_password"' not in page
        assert "Choose a new password" in page

        client.post("/en/account/mails/", {"accounts.reset_password": "", "accounts.unknown": ""})
        ours = MailSwitch.objects.filter(kind__startswith="accounts.")
        assert list(ours.values_list("user", "kind", "off")) == [(user.pk, "accounts.test_news", True)]
        client.post("/en/account/mails/", {"accounts.test_news": "on"})
        assert list(ours.values_list("off", flat=True)) == [False]
    finally:
        del _kinds["accounts.test_news"]


def test_a_new_password_ends_all_other_sessions(client: Client, user: User) -> None:
    other = Client()
    other.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
    typed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    client.post("/en/account/password/", typed)

    assert client.get("/en/account/").status_code == 200
    assert other.get("/en/account/").status_code == 302
    assert subjects() == ["Your password was changed"]


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("wrong", NEW_PASSWORD, NEW_PASSWORD),
        (PASSWORD, "short", "short"),
        (PASSWORD, NEW_PASSWORD, "other"),
        ("", "", ""),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(client: Client, user: User, old: str, new: str, again: str) -> None:
    page = client.post("/en/account/password/", {"oldpassword": old, "password1": new, "password2": again})

    assert 'class="field-error"' in page.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_forgotten_password_is_replaced_once(client: Client, user: User) -> None:
    visitor = Client()
    visitor.post("/en/account/password/reset/", {"email": user.email})
    link = link_to(user.email, "/password/reset/")
    form = visitor.get(link)["Location"]
    visitor.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert client.get("/en/account/").status_code == 302, "open sessions end"
    assert "used already" in Client().get(link, follow=True).content.decode()


def test_signing_out_elsewhere_leaves_this_session(client: Client, user: User) -> None:
    other = Client()
    other.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
    assert client.get("/en/account/security/sign-out-elsewhere/").status_code == 405

    client.post("/en/account/security/sign-out-elsewhere/")

    assert client.get("/en/account/").status_code == 200
    assert other.get("/en/account/").status_code == 302


def test_nobody_touches_the_passkey_of_another(client: Client, user: User) -> None:
    theirs = give_passkey(UserFactory.create(), "Theirs")
    give_passkey(user, "Mine")
    confirm_password(client)

    for step in ("remove", "rename"):
        path = f"/en/account/two-factor/passkeys/{theirs.pk}/{step}/"
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "Stolen"}).status_code == 404
    assert Authenticator.objects.get(pk=theirs.pk).wrap().name == "Theirs"
    assert "Theirs" not in client.get("/en/account/security/").content.decode()


def test_a_passkey_is_renamed_and_removed_after_the_password(client: Client, user: User) -> None:
    passkey = give_passkey(user)
    path = f"/en/account/two-factor/passkeys/{passkey.pk}"
    confirm_password(client)

    client.post(f"{path}/rename/", {"name": "Kitchen"})
    assert "Kitchen" in client.get("/en/account/security/").content.decode()
    client.post(f"{path}/remove/")

    assert not Authenticator.objects.exists()
    assert "A passkey was removed" in subjects()


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", "not json", '{"id": "x", "rawId": "x", "response": {}}']
)
def test_a_credential_that_no_passkey_made_is_refused(client: Client, user: User, credential: str) -> None:
    confirm_password(client)
    client.get("/en/account/two-factor/passkeys/add/")

    added = client.post("/en/account/two-factor/passkeys/add/", {"name": "x", "credential": credential})
    signed_in = Client().post("/en/account/sign-in/passkey/", {"credential": credential})

    assert added.status_code == 200
    assert signed_in["Location"] == "/en/account/sign-in/"
    assert not Authenticator.objects.exists()


def test_recovery_codes_are_shown_after_the_password_only(client: Client, user: User) -> None:
    give_app(user)
    codes = give_recovery_codes(user)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()

    assert "/again/" in client.get("/en/account/two-factor/recovery-codes/")["Location"]
    confirm_password(client)
    assert codes[0] in client.get("/en/account/two-factor/recovery-codes/").content.decode()
    saved = client.get("/en/account/two-factor/recovery-codes/file/")
    assert codes[0] in saved.content.decode()
    client.post("/en/account/two-factor/recovery-codes/new/")
    assert codes[0] not in client.get("/en/account/two-factor/recovery-codes/").content.decode()


def test_the_secret_of_an_app_is_not_readable_in_the_database(user: User) -> None:
    secret = give_app(user)

    assert secret not in str(Authenticator.objects.get().data)
