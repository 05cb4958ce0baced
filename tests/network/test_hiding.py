"""Somebody whom nobody may see, and somebody who hides."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from network.actions.profiles import change_visibility, choose_exposure
from network.exposure import Exposure
from network.models import Member
from network.visibility import PROFILE_FIELDS, Visibility
from search.cards import card_key
from search.marks import mark
from search.models import Document, DocumentTerm, Entry
from search.projector import project_pending
from tests.accounts.factories import UserFactory
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory
from tests.network.readers import everybody_looking_at

pytestmark = pytest.mark.django_db

PAGES = [
    "/en/",
    "/bg/",
    "/en/networks/",
    "/en/members/",
    "/en/members/?view=map",
    "/en/members/?sort=name",
    "/en/members/?sort=newest",
    "/en/members/?network=EU",
]
WITH_HER_WORDS = [
    "/en/members/?q=zanzibara",
    "/en/members/?q=osprey",
    "/en/members/?works_in=IS",
    "/en/members/?language=fo",
    "/en/members/?expertise=housing",
]
TRACES = re.compile("zanzibara|osprey|iceland|исландия|faroese|фарьорски|ytterby", re.IGNORECASE)


def make(visibility: Visibility) -> Member:
    return MemberFactory.create(
        name="Zanzibara Quill",
        user=UserFactory.create(),
        visibility=visibility,
        organisation="Osprey House",
        city="Ytterby",
        texts={"en": ("I keep ospreys", "On a hill")},
        countries=["IS"],
        languages={"fo": "B1"},
        expertises=["housing"],
    )


def html(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def count(page: str) -> int:
    found = re.search(r'role="status">\s*(\d+)', page)
    assert found
    return int(found[1])


def test_somebody_hidden_leaves_no_trace_anywhere() -> None:
    member = make(Visibility.NOBODY)
    for _person in range(3):
        MemberFactory.create(countries=["AT"])
    project_pending()

    for one in everybody_looking_at(member)[:-1]:
        for page in PAGES:
            assert not TRACES.search(html(one.client, page)), (one.name, page)
        for page in WITH_HER_WORDS:
            assert count(html(one.client, page)) == 0, (one.name, page)
        assert count(html(one.client, "/en/members/")) == 3
        for slug in ("zanzibara-quill", "-", "someone-else"):
            response = one.client.get(f"/en/members/{member.pk}/{slug}/")
            assert response.status_code == 404, one.name
            assert not TRACES.search(response.content.decode().replace("zanzibara-quill/", ""))


def test_somebody_hidden_is_not_in_the_catalogue_at_all() -> None:
    make(Visibility.NOBODY)

    project_pending()

    assert not Document.objects.exists()
    assert not DocumentTerm.objects.exists()


def test_one_sees_ones_own_hidden_profile() -> None:
    member = make(Visibility.NOBODY)
    owner = everybody_looking_at(member)[-1]

    page = owner.client.get(member.get_absolute_url())

    assert page.status_code == 200
    assert "Osprey House" in page.content.decode()


@pytest.fixture
def change(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[..., Member]:
    def change(member: Member, **choices: Visibility) -> Member:
        with django_capture_on_commit_callbacks(execute=True):
            return change_visibility(member, choices, acting_user=account_of(member))

    return change


def test_whoever_hides_is_gone_at_the_next_request_and_from_every_count(
    change: Callable[..., Member], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = make(Visibility.PUBLIC)
    MemberFactory.create(countries=["AT"])
    project_pending()
    assert count(html(client, "/en/members/")) == 2
    # No worker is there: the change itself has to make the card anew.
    monkeypatch.setattr("search.marks.wake", lambda task: None)

    change(member, profile=Visibility.NOBODY)

    for page in PAGES:
        assert not TRACES.search(html(client, page)), page
    assert count(html(client, "/en/members/")) == 1
    assert client.get(member.get_absolute_url()).status_code == 404


def test_whoever_shows_herself_is_there_at_the_next_request(change: Callable[..., Member], client: Client) -> None:
    member = make(Visibility.NOBODY)
    project_pending()

    choose_exposure(member, [Exposure.VISITORS], acting_user=account_of(member), where="/")
    change(member, **dict.fromkeys(PROFILE_FIELDS, Visibility.PUBLIC))

    assert "Zanzibara Quill" in html(client, "/en/members/?q=osprey")
    assert client.get(member.get_absolute_url()).status_code == 200


def test_a_field_that_is_hidden_leaves_the_rest(
    change: Callable[..., Member], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = make(Visibility.PUBLIC)
    project_pending()
    monkeypatch.setattr("search.marks.wake", lambda task: None)

    change(member, works_in=Visibility.MEMBERS)

    page = html(client, "/en/members/")
    assert "Zanzibara" in page
    assert "Iceland" not in page
    assert count(html(client, "/en/members/?q=iceland")) == 0
    assert "Iceland" not in html(client, member.get_absolute_url())


def test_a_field_may_be_hidden_and_shown_again_without_end(change: Callable[..., Member], client: Client) -> None:
    member = make(Visibility.PUBLIC)
    for _time in range(2):
        change(member, city=Visibility.NOBODY)
        assert "Ytterby" not in html(client, "/en/members/")
        change(member, city=Visibility.PUBLIC)
        assert "Ytterby" in html(client, "/en/members/")


def test_nobody_else_changes_what_is_shown() -> None:
    member = make(Visibility.NOBODY)

    for other in (
        UserFactory.create(),
        UserFactory.create(is_superuser=True, is_staff=True),
        account_of(MemberFactory.create(user=UserFactory.create())),
    ):
        with pytest.raises(PermissionDenied):
            change_visibility(member, {"profile": Visibility.PUBLIC}, acting_user=other)

    member.refresh_from_db()
    assert member.profile_visibility == Visibility.NOBODY


def test_a_fictional_member_without_account_is_changed_by_nobody() -> None:
    with pytest.raises(PermissionDenied):
        change_visibility(MemberFactory.create(), {"city": Visibility.NOBODY}, acting_user=UserFactory.create())


@pytest.mark.parametrize("choices", [{"name": Visibility.NOBODY}, {"profile": "friends"}, {"profile_visibility": "x"}])
def test_unknown_fields_and_values_are_refused_and_change_nothing(choices: dict[str, Visibility]) -> None:
    member = make(Visibility.MEMBERS)

    with pytest.raises(ValueError):  # noqa: PT011 - two sentences, one of them Python's
        change_visibility(member, {"city": Visibility.PUBLIC} | choices, acting_user=account_of(member))

    member.refresh_from_db()
    assert member.city_visibility == Visibility.MEMBERS


def test_a_projection_that_fails_does_not_fail_the_change(
    change: Callable[..., Member], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = make(Visibility.PUBLIC)
    project_pending()

    def fail(keys: object) -> None:
        raise OSError("the catalogue is silent")

    monkeypatch.setattr("network.actions.profiles.project_at_once", fail)
    monkeypatch.setattr("search.marks.wake", lambda task: None)
    change(member, profile=Visibility.NOBODY)

    assert Entry.objects.get(key=card_key("member", member.pk)).pending
    assert "Zanzibara" not in html(client, "/en/members/")


def test_marking_a_hidden_member_again_brings_nothing_back() -> None:
    member = make(Visibility.NOBODY)
    project_pending()

    mark([card_key("member", member.pk)])
    project_pending()

    assert not Entry.objects.exists()
