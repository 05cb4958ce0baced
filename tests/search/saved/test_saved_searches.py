"""Searches that people keep, and the one mail about what is new."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from network.models import Member
from network.visibility import Visibility
from portal.accounts.models import User
from search import finding
from search.projector import project_pending
from search.saved import actions
from search.saved.actions import MOST, send_alerts
from search.saved.models import Rhythm, SavedSearch
from tests.accounts.factories import UserFactory
from tests.accounts.mailbox import link_to, mail_to, mails_to
from tests.network.factories import MemberFactory
from tests.network.readers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

ADDRESS = "mediator@example.org"
PAGE = "/en/account/searches/save/members/?works_in=AT&language=bg&level=B2"


@pytest.fixture
def owner() -> User:
    user = UserFactory.create(email=ADDRESS, language="fr")
    MemberFactory.create(user=user, name="Ines Mayer")
    return user


def save(owner: User, path: str = PAGE, **fields: str) -> SavedSearch:
    answer = signed_in(owner).post(path, {"title": "Bulgarian in Vienna", "rhythm": "daily", **fields})
    assert answer.status_code == 302
    return SavedSearch.objects.latest("pk")


def newcomer(name: str, **fields: Any) -> Member:
    given = {"countries": ["AT"], "languages": {"bg": "C1"}, "visibility": Visibility.MEMBERS, **fields}
    member = MemberFactory.create(name=name, **given)
    project_pending()
    return member


def a_day_passes() -> None:
    for search in SavedSearch.objects.all():
        SavedSearch.objects.filter(pk=search.pk).update(looked=search.looked - timedelta(days=1))


def told() -> str:
    """What the next round of mails says, nothing where none goes."""
    before = len(mails_to(ADDRESS))
    a_day_passes()
    send_alerts()
    new = mails_to(ADDRESS)[before:]
    assert len(new) <= 1
    return str(new[0].body) if new else ""


def test_the_directory_offers_saving_to_whoever_is_signed_in(client: Client, owner: User) -> None:
    newcomer("Mira Kolarova")
    path = "/en/members/?works_in=AT"

    assert "/account/searches/save/members/?works_in=AT" in signed_in(owner).get(path).content.decode()
    assert "/account/searches/save/" not in client.get(path).content.decode()
    assert "/account/searches/save/" not in signed_in(owner).get("/en/members/").content.decode()
    form = signed_in(owner).get("/en/account/searches/save/members/?works_in=AT&sort=name&page=3").content.decode()
    assert 'value="Austria"' in form
    assert "It finds 1 now." in form


def test_somebody_new_is_told_of_once(owner: User) -> None:
    newcomer("Old Hand")
    save(owner)
    assert not told(), "whoever was there is not new"

    newcomer("Mira Kolarova")
    newcomer("Elsewhere Entirely", countries=["ES"])
    text = told()

    assert "Mira Kolarova" in text
    assert "Old Hand" not in text
    assert "Elsewhere" not in text
    assert "/fr/members/?works_in=AT&language=bg&level=B2" in text
    assert not told(), "and only once"


def test_somebody_who_comes_to_match_is_new(owner: User) -> None:
    member = newcomer("Mira Kolarova", languages={"bg": "A1"})
    save(owner)
    member.languages.update(level="C1")
    Member.objects.filter(pk=member.pk).update(city="Wien")
    member.refresh_from_db()
    member.save()
    project_pending()

    assert "Mira Kolarova" in told()


def test_nobody_is_told_of_whom_she_may_not_see(owner: User) -> None:
    save(owner)
    newcomer("Hidden Person", visibility=Visibility.NETWORKS, networks=["ES"])
    Member.objects.filter(user=owner).update(profile_visibility=Visibility.NOBODY)

    assert not told()


def test_two_rounds_at_once_tell_once(owner: User) -> None:
    save(owner)
    newcomer("Mira Kolarova")
    a_day_passes()

    assert (send_alerts(), send_alerts()) == (1, 0)
    assert len(mails_to(ADDRESS)) == 1


def test_a_silent_engine_tells_nothing_and_forgets_nothing(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    save(owner)
    newcomer("Mira Kolarova")
    with monkeypatch.context() as away:
        away.setattr(actions, "find", lambda query: replace(finding.find(query), hits=[], total=0, reduced=True))
        assert not told()
    assert "Mira Kolarova" in told()


def test_a_week_is_a_week(owner: User) -> None:
    save(owner, rhythm="weekly")
    newcomer("Mira Kolarova")

    for _day in range(6):
        assert not told()
    assert "Mira Kolarova" in told()


def test_a_search_for_everybody_tells_what_is_newer_than_it_remembers(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "REMEMBERED", 3)
    now = timezone.now()
    for number in range(5):
        newcomer(f"Old {number}", joined=now - timedelta(days=10 + number))
    save(owner, "/en/account/searches/save/members/?works_in=AT")
    Member.objects.filter(name="Old 0").delete()
    project_pending()
    assert not told(), "the next oldest one moves up and is not new"

    newcomer("Mira Kolarova", joined=now)
    assert "Mira Kolarova" in told()


def test_a_program_stops_it_in_one_click_and_a_look_does_not(client: Client, owner: User) -> None:
    search = save(owner)
    newcomer("Mira Kolarova")
    assert told()
    headers = mails_to(ADDRESS)[0].message()
    link = link_to(ADDRESS, "/stop/")
    assert str(headers["List-Unsubscribe"]).strip("<>").endswith(link)
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    assert client.get(link).status_code == 200
    search.refresh_from_db()
    assert search.rhythm == Rhythm.DAILY
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    search.refresh_from_db()
    assert search.rhythm == Rhythm.NEVER
    newcomer("Somebody Else")
    assert not told()


@pytest.mark.parametrize("token", ["x", "a" * 3000, "%00", "1"])
def test_a_forged_link_stops_nothing(client: Client, owner: User, token: str) -> None:
    search = save(owner)

    assert client.post(f"/en/account/searches/stop/{token}/").status_code in (404, 410)
    search.refresh_from_db()
    assert search.rhythm == Rhythm.DAILY


def test_what_came_while_nobody_was_to_be_told_is_not_new_afterwards(owner: User) -> None:
    search = save(owner, rhythm="never")
    newcomer("Mira Kolarova")
    client = signed_in(owner)

    client.post(f"/en/account/searches/{search.pk}/", {"title": "Again", "rhythm": "daily"})

    assert not told()
    newcomer("Somebody Else")
    assert "Somebody Else" in told()


def test_saved_twice_it_is_one(owner: User) -> None:
    save(owner)
    save(owner, f"{PAGE}&sort=name&view=map", title="Another name")

    assert [one.title for one in SavedSearch.objects.all()] == ["Another name"]


def test_an_account_keeps_so_many_and_no_more(owner: User) -> None:
    SavedSearch.objects.bulk_create(
        SavedSearch(user=owner, page="members", querystring=f"?q={number}", title="x") for number in range(MOST)
    )

    answer = signed_in(owner).post(PAGE, {"title": "One more", "rhythm": "daily"})

    assert answer.status_code == 422
    assert "You keep 50 searches already" in answer.content.decode()


def test_others_searches_are_not_there(client: Client, owner: User) -> None:
    search = save(owner)
    stranger = signed_in(UserFactory.create())

    assert "Bulgarian in Vienna" not in stranger.get("/en/account/searches/").content.decode()
    for path in (f"/en/account/searches/{search.pk}/", f"/en/account/searches/{search.pk}/delete/"):
        assert stranger.post(path, {"title": "Mine", "rhythm": "never"}).status_code == 404
        assert client.get(path).status_code in (302, 405)
    assert SavedSearch.objects.get() == search


def test_one_deletes_it(owner: User) -> None:
    search = save(owner)
    client = signed_in(owner)
    assert "Bulgarian in Vienna" in client.get("/en/account/searches/").content.decode()

    page = client.post(f"/en/account/searches/{search.pk}/delete/", follow=True).content.decode()

    assert "Deleted: Bulgarian in Vienna." in page
    assert "You keep no search yet." in page


def test_a_page_that_is_gone_is_said_to_be(owner: User) -> None:
    SavedSearch.objects.create(user=owner, page="gone", querystring="?q=x", title="Old one", rhythm="daily")

    assert "The page it belongs to is gone." in signed_in(owner).get("/en/account/searches/").content.decode()
    assert not told()
    assert signed_in(owner).get("/en/account/searches/save/gone/").status_code == 404


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (PAGE, {"title": "", "rhythm": "daily"}),
        (PAGE, {"title": "x" * 10_000, "rhythm": "daily"}),
        (PAGE, {"title": "a\x00b", "rhythm": "daily"}),
        (PAGE, {"title": "x", "rhythm": "hourly"}),
    ],
)
def test_what_cannot_be_saved_comes_back(owner: User, path: str, fields: dict[str, str]) -> None:
    assert signed_in(owner).post(path, fields).status_code == 422
    assert not SavedSearch.objects.exists()


def test_a_search_of_hostile_words_is_one_like_any_other(owner: User) -> None:
    path = "/en/account/searches/save/members/?q=%00%27%3Cscript%3E&works_in=XX&level=Z9&page=-1"

    assert save(owner, path).querystring == "?q=%27%3Cscript%3E"
    assert "<script>" not in signed_in(owner).get(path).content.decode().split("<main")[1].split("</main")[0]


def test_whoever_switched_these_mails_off_gets_none(owner: User) -> None:
    save(owner)
    owner.mail_switches.create(kind="search.alert", off=True)
    newcomer("Mira Kolarova")

    assert not told()
    owner.mail_switches.all().delete()
    assert not told(), "what came meanwhile is not new"


def test_a_closed_account_is_told_nothing(owner: User) -> None:
    save(owner)
    newcomer("Mira Kolarova")
    User.objects.update(is_active=False)

    assert not told()
    assert not mail.outbox


def test_each_search_costs_a_few_queries(owner: User, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(5):
        save(owner, f"/en/account/searches/save/members/?works_in=AT&q={number}")
    a_day_passes()

    with django_assert_max_num_queries(1 + 5 * 9):
        send_alerts()


def test_the_mail_names_ten_and_counts_the_rest(owner: User) -> None:
    save(owner)
    for number in range(12):
        newcomer(f"Person {number:02}")

    text = told()

    assert text.count("/fr/members/") == 11
    assert "2" in mail_to(ADDRESS)
