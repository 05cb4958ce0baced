"""Moving an account to another address, and taking it back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from portal.accounts import actions
from portal.accounts.actions import (
    AddressTakenError,
    ChangedMeanwhileError,
    change_address,
    choose_password,
    end_sessions,
    forget_address_changes,
    request_address_change,
    undo_address_change,
)
from portal.accounts.adapter import AccountAdapter
from portal.accounts.forms import ProfileForm
from portal.accounts.links import LinkExpiredError, read_undo_token, undo_token
from portal.accounts.models import AddressChange, User
from portal.accounts.second_factor import rename_passkey, signs_in_alone
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.mailbox import link_to, mail_to
from tests.accounts.second_factors import code, confirm_password, give_app, give_passkey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

OLD, NEW = "old@example.org", "new@example.org"


@pytest.fixture
def user() -> User:
    return UserFactory.create(email=OLD, language="de")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.post("/de/account/sign-in/", {"login": OLD, "password": PASSWORD})
    return client


def test_the_password_is_asked_for_first(client: Client, user: User) -> None:
    client.force_login(user)

    assert "/account/again/password/" in client.post("/de/account/email/", {"email": NEW})["Location"]
    assert not mail.outbox


def test_an_address_changes_when_its_owner_agrees(signed_in: Client, user: User) -> None:
    confirm_password(signed_in)
    signed_in.post("/de/account/email/", {"email": "New@Example.org"})
    link = link_to(NEW, "/email/confirm/")
    assert link.startswith("/de/account/email/confirm/")
    assert "example" not in link, "an address in a link ends up in logs"

    for _twice in range(2):
        assert signed_in.get(link).status_code == 200
    user.refresh_from_db()
    assert user.email == OLD

    signed_in.post(link)

    user.refresh_from_db()
    assert user.email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    assert NEW in mail_to(OLD)
    assert "/de/account/email/undo/" in mail_to(OLD)
    again = signed_in.post(link)
    assert again["Location"] == "/de/account/email/", "a second click does no harm"
    assert AddressChange.objects.count() == 1
    assert [message.to for message in mail.outbox] == [[NEW], [OLD]]
    assert signed_in.get(link).status_code == 410, "a link works once"


def test_the_form_comes_after_the_password(signed_in: Client) -> None:
    assert 'name="email"' not in signed_in.get("/de/account/email/").content.decode()

    asked = signed_in.post("/de/account/email/")
    back = signed_in.post(asked["Location"], {"password": PASSWORD})

    assert back["Location"] == "/de/account/email/"
    assert 'name="email"' in signed_in.get("/de/account/email/").content.decode()


def test_a_link_dies_with_its_own_undoing_and_so_do_those_beside_it(user: User) -> None:
    links = []
    for new in (NEW, "second@example.org"):
        request_address_change(user, new)
        links.append(link_to(new, "/email/confirm/"))
    Client().post(links[0])
    Client().post(link_to(OLD, "/email/undo/"))

    for link in links:
        for method in (Client().get, Client().post):
            assert method(link).status_code == 410
    user.refresh_from_db()
    assert user.email == OLD


def test_a_link_dies_when_she_returns_to_her_old_address(user: User) -> None:
    request_address_change(user, NEW)
    link = link_to(NEW, "/email/confirm/")
    Client().post(link)
    user.refresh_from_db()
    change_address(user, OLD)

    assert Client().post(link).status_code == 410


@pytest.mark.parametrize("deed", [end_sessions, lambda user: choose_password(user, "another quiet river in spring")])
def test_a_link_dies_with_the_sessions_from_which_it_may_come(user: User, deed: Callable[[User], None]) -> None:
    request_address_change(user, NEW)

    deed(user)

    assert Client().post(link_to(NEW, "/email/confirm/")).status_code == 410
    user.refresh_from_db()
    assert user.email == OLD


def test_two_clicks_at_once_move_it_once(user: User) -> None:
    first = change_address(User.objects.get(pk=user.pk), NEW)

    assert change_address(user, NEW) == first


def test_an_address_that_two_accounts_confirm_at_once_goes_to_the_first(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    UserFactory.create(email=NEW)
    monkeypatch.setattr(actions, "is_taken", lambda *_args, **_options: False)

    with pytest.raises(AddressTakenError):
        change_address(user, NEW)


def test_a_stranger_is_not_greeted_with_a_name_that_somebody_made_up(user: User) -> None:
    user.first_name = "You have won"
    user.save()

    request_address_change(user, NEW)

    assert "won" not in str(mail.outbox[-1].message())


@pytest.mark.parametrize("typed", ["", "no address", OLD, "a@b", "x" * 260 + "@example.org"])
def test_an_address_that_cannot_be_used_is_refused(signed_in: Client, user: User, typed: str) -> None:
    confirm_password(signed_in)

    answer = signed_in.post("/de/account/email/", {"email": typed})

    assert answer.status_code == 200
    assert 'class="field-error"' in answer.content.decode()
    assert not mail.outbox


def test_an_address_in_use_gets_a_hint_and_the_page_tells_nothing(signed_in: Client, user: User) -> None:
    UserFactory.create(email="taken@example.org")
    confirm_password(signed_in)

    answers = [signed_in.post("/de/account/email/", {"email": email}) for email in ("taken@example.org", NEW)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert "/email/confirm/" not in mail_to("taken@example.org")


def test_an_address_that_waits_for_its_owner_opens_nothing(client: Client, user: User) -> None:
    request_address_change(user, NEW)
    mail.outbox.clear()

    client.post("/de/account/sign-in/", {"login": NEW, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post("/de/account/password/reset/", {"email": NEW})
    assert "/password/reset/" not in mail_to(NEW).replace("/password/reset/\n", "")
    assert User.objects.count() == 1


def test_an_address_taken_meanwhile_is_not_taken_away(client: Client, user: User) -> None:
    request_address_change(user, NEW)
    link = link_to(NEW, "/email/confirm/")
    UserFactory.create(email=NEW)

    assert client.post(link).status_code == 410
    user.refresh_from_db()
    assert user.email == OLD


def test_undoing_gives_the_account_back_and_ends_every_session(signed_in: Client, user: User) -> None:
    change_address(user, NEW)
    stranger = Client()
    stranger.post("/de/account/sign-in/", {"login": NEW, "password": PASSWORD})
    give_passkey(user, "The stranger's")
    undo = link_to(OLD, "/email/undo/")
    mail.outbox.clear()
    assert Client().get(undo).status_code == 200
    user.refresh_from_db()
    assert user.email == NEW, "a link alone undoes nothing"

    assert Client().post(undo).status_code == 200

    user.refresh_from_db()
    assert user.email == OLD
    assert not user.has_usable_password()
    assert not Authenticator.objects.exists()
    for browser in (signed_in, stranger):
        assert not browser.get("/de/").wsgi_request.user.is_authenticated
    assert "/password/reset/" in mail_to(OLD)
    for method in (Client().get, Client().post):
        assert method(undo).status_code == 410, "a link undoes once"


def test_undoing_leaves_second_factors_that_are_older_and_names_them(client: Client, user: User) -> None:
    give_app(user)
    give_passkey(user, "Kitchen")
    Authenticator.objects.update(created_at=timezone.now() - timedelta(days=2))
    give_passkey(user, "Yesterday")
    change_address(user, NEW)

    page = client.post(link_to(OLD, "/email/undo/")).content.decode()

    assert Authenticator.objects.count() == 2
    for told in (page, mail_to(OLD)):
        assert "Kitchen" in told
        assert "Authenticator-App" in told
        assert "Yesterday" not in told


def test_undoing_speaks_of_second_factors_only_where_some_stay(client: Client, user: User) -> None:
    give_passkey(user, "Yesterday")
    change_address(user, NEW)

    page = client.post(link_to(OLD, "/email/undo/")).content.decode()

    assert 'class="factors"' not in page
    assert "Passkey" not in mail_to(OLD)


def test_a_passkey_that_outlives_an_undoing_opens_nothing_alone(user: User) -> None:
    passkey = give_passkey(user, "Patience")
    Authenticator.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert signs_in_alone(passkey)

    undo_address_change(change_address(user, NEW))

    assert not signs_in_alone(passkey)
    rename_passkey(passkey, "Kitchen")
    assert not signs_in_alone(passkey), "as it was before it got another name"


def test_a_passkey_that_is_removed_while_it_gets_a_name_stays_removed(user: User) -> None:
    passkey = give_passkey(user)
    Authenticator.objects.all().delete()

    rename_passkey(passkey, "Kitchen")

    assert not Authenticator.objects.exists()
    assert not signs_in_alone(passkey)


def test_undoing_ends_a_sign_in_that_waits_for_its_second_factor(user: User) -> None:
    secret = give_app(user)
    Authenticator.objects.update(created_at=timezone.now() - timedelta(days=2))
    stranger = Client()
    stranger.post("/de/account/sign-in/", {"login": OLD, "password": PASSWORD})

    undo_address_change(change_address(user, NEW))
    answer = stranger.post("/de/account/sign-in/two-factor/", {"code": code(secret)})

    assert answer["Location"] == "/de/account/sign-in/"
    assert "_auth_user_id" not in stranger.session
    assert stranger.get("/de/account/sign-in/").status_code == 200, "and it begins anew"


def test_what_a_stranger_began_before_an_undoing_ends_with_it(user: User) -> None:
    change = change_address(user, NEW)
    stranger = User.objects.get(pk=user.pk)
    undo_address_change(change)

    form = ProfileForm({"first_name": "Eve", "last_name": "", "language": "de"}, instance=stranger)
    form.save()
    for deed in (
        lambda: AccountAdapter().set_password(stranger, "another quiet river in spring"),
        lambda: end_sessions(stranger),
        lambda: change_address(stranger, "third@example.org"),
    ):
        with pytest.raises(ChangedMeanwhileError):
            deed()

    user.refresh_from_db()
    assert (user.email, user.has_usable_password()) == (OLD, False)


def test_a_passkey_that_a_stranger_adds_during_an_undoing_does_not_stay(user: User, rf: RequestFactory) -> None:
    change = change_address(user, NEW)
    stranger = User.objects.get(pk=user.pk)
    undo_address_change(change)
    passkey = give_passkey(stranger)

    with pytest.raises(ChangedMeanwhileError):
        authenticator_added.send(Authenticator, request=rf.post("/"), user=stranger, authenticator=passkey)

    assert not Authenticator.objects.exists()


def test_the_history_of_accounts_forgets_a_former_address(user: User) -> None:
    log(user, "wagtail.edit")

    change_address(user, NEW)

    assert [entry.label for entry in ModelLogEntry.objects.all()] == [NEW]


def test_the_first_address_takes_the_account_back_from_any_later_one(user: User) -> None:
    first = change_address(user, NEW)
    second = change_address(user, "third@example.org")

    undo_address_change(first)

    user.refresh_from_db()
    assert user.email == OLD
    with pytest.raises(LinkExpiredError):
        read_undo_token(undo_token(second))


@pytest.mark.parametrize("days", [7, 8, 40])
def test_after_seven_days_nothing_is_undone(client: Client, user: User, days: int) -> None:
    change_address(user, NEW)
    AddressChange.objects.update(changed_at=timezone.now() - timedelta(days=days))

    assert client.post(link_to(OLD, "/email/undo/")).status_code == 410
    user.refresh_from_db()
    assert user.email == NEW


@pytest.mark.parametrize("token", ["x", "MQ:1abc:def", "%00", "ü"])
@pytest.mark.parametrize("step", ["confirm", "undo"])
def test_a_link_of_somebody_elses_making_is_refused(client: Client, user: User, step: str, token: str) -> None:
    change_address(user, NEW)

    for method in (client.get, client.post):
        assert method(f"/de/account/email/{step}/{token}/").status_code == 410


def test_a_token_is_good_for_its_own_purpose_only(client: Client, user: User) -> None:
    token = undo_token(change_address(user, NEW))

    assert client.post(f"/de/account/email/confirm/{token}/").status_code == 410


def test_nobody_else_gets_the_old_address_while_it_can_be_claimed_back(client: Client, user: User) -> None:
    change_address(user, NEW)
    mail.outbox.clear()

    client.post("/de/account/sign-up/", {"email": OLD, "password1": PASSWORD})

    assert User.objects.count() == 1
    assert "/confirm/" not in mail_to(OLD)
    other = UserFactory.create()
    with pytest.raises(AddressTakenError):
        change_address(other, OLD)
    other.email = OLD
    with override("en"), pytest.raises(ValidationError, match="reserved"):
        other.full_clean()


def test_she_may_return_to_her_old_address_herself(user: User) -> None:
    change_address(user, NEW)
    change_address(user, OLD)

    user.refresh_from_db()
    assert user.email == OLD


def test_after_seven_days_the_old_address_is_free(client: Client, user: User) -> None:
    change_address(user, NEW)
    AddressChange.objects.update(changed_at=timezone.now() - timedelta(days=8))

    client.post("/de/account/sign-up/", {"email": OLD, "password1": PASSWORD})

    assert User.objects.filter(email=OLD).exists()


def test_changes_are_forgotten_after_thirty_days(user: User) -> None:
    change_address(user, NEW)
    change_address(user, "third@example.org")
    AddressChange.objects.filter(old=OLD).update(changed_at=timezone.now() - timedelta(days=30))

    assert [forget_address_changes() for _twice in range(2)] == [1, 0]
    assert AddressChange.objects.get().old == NEW


def test_the_database_keeps_changes_sensible(user: User) -> None:
    with pytest.raises(IntegrityError, match="an_address_changes_to_another"), transaction.atomic():
        AddressChange.objects.create(user=user, old=OLD, new=OLD)
    with pytest.raises(IntegrityError, match="an_address_change_is_undone_after_it"), transaction.atomic():
        AddressChange.objects.create(user=user, old=OLD, new=NEW, undone_at=timezone.now() - timedelta(days=1))
