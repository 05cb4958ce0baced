"""Nobody but members finds a member unless she says so, and each way of being found is a consent."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from network.actions.profiles import NotAgreedError, change_visibility, choose_exposure
from network.exposure import Exposure
from network.models import Member
from network.visibility import PROFILE_FIELDS, Visibility
from portal.accounts.consents import has_consent, withdraw_consent
from portal.accounts.models import User
from search.projector import project_pending
from tests.accounts.factories import UserFactory
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory
from tests.network.readers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

PAGE = "/en/members/me/exposure/"


@pytest.fixture
def member() -> Member:
    """As a profile begins, in a network that has admitted her."""
    member = Member.objects.create(user=UserFactory.create(), name="Zanzibara Quill", city="Ytterby")
    MemberFactory.create(networks=["AT"])
    member.memberships.create(network=MemberFactory.create(networks=["EU"]).memberships.get().network, state="active")
    return member


def choose(member: Member, *chosen: Exposure) -> Member:
    return choose_exposure(member, chosen, acting_user=account_of(member), where=PAGE)


def seen_by_visitors(member: Member) -> bool:
    return "Zanzibara" in Client().get("/en/members/?q=zanzibara").content.decode()


def test_nothing_is_ticked_and_who_ticks_nothing_is_in_no_anonymous_answer(member: Member, client: Client) -> None:
    own = signed_in(account_of(member))
    html = own.get(PAGE).content.decode()
    assert 'type="checkbox"' in html
    assert "checked" not in html

    own.post(PAGE, {})
    project_pending()

    member.refresh_from_db()
    assert member.exposure_chosen is not None
    assert not account_of(member).consents.exists()
    for path in ("/en/", "/en/members/", "/en/networks/", "/sitemap.xml", "/en/search/?q=zanzibara"):
        assert "Zanzibara" not in client.get(path).content.decode()
    assert client.get(member.get_absolute_url()).status_code == 404


def test_agreeing_shows_what_was_for_members_and_keeps_the_words(member: Member) -> None:
    member.city_visibility = Visibility.NOBODY
    member.save()

    choose(member, Exposure.VISITORS, Exposure.FEATURED)

    user = account_of(member)
    assert seen_by_visitors(member)
    assert member.city_visibility == Visibility.NOBODY
    assert member.languages_visibility == Visibility.PUBLIC
    assert member.contact_visibility == Visibility.NOBODY
    assert {consent.purpose for consent in user.consents.current().given()} == {
        "exposure_visitors",
        "exposure_featured",
    }
    consent = user.consents.get(purpose="exposure_visitors")
    assert consent.wording == Exposure.VISITORS.wording
    assert consent.where == PAGE


def test_choosing_the_same_again_records_nothing(member: Member) -> None:
    choose(member, Exposure.VISITORS)
    choose(member, Exposure.VISITORS)

    assert account_of(member).consents.count() == 1


def test_search_engines_need_visitors(member: Member) -> None:
    choose(member, Exposure.SEARCH_ENGINES)
    assert not member.in_search_engines
    choose(member, Exposure.SEARCH_ENGINES, Exposure.VISITORS)
    assert member.in_search_engines

    choose(member)

    assert not member.in_search_engines
    assert not seen_by_visitors(member)
    assert not account_of(member).consents.current().given().exists()


def test_withdrawing_the_consent_in_my_data_hides_at_once(member: Member) -> None:
    choose(member, Exposure.VISITORS, Exposure.SEARCH_ENGINES, Exposure.DOWNLOADS)
    user = account_of(member)

    withdraw_consent(user, Exposure.VISITORS.purpose, where="/en/account/consents/")
    withdraw_consent(user, Exposure.DOWNLOADS.purpose, where="/en/account/consents/")

    member.refresh_from_db()
    assert not seen_by_visitors(member)
    assert member.profile_visibility == Visibility.MEMBERS
    assert not member.in_downloads


def test_hiding_the_whole_profile_withdraws_the_consent(member: Member) -> None:
    choose(member, Exposure.VISITORS, Exposure.SEARCH_ENGINES, Exposure.FEATURED)
    user = account_of(member)

    change_visibility(member, {"profile": Visibility.NETWORKS}, acting_user=user)

    assert not has_consent(user, Exposure.VISITORS.purpose)
    assert not has_consent(user, Exposure.SEARCH_ENGINES.purpose)
    assert has_consent(user, Exposure.FEATURED.purpose)


def test_a_profile_becomes_public_by_consent_alone(member: Member) -> None:
    with pytest.raises(NotAgreedError):
        change_visibility(member, {"profile": Visibility.PUBLIC}, acting_user=account_of(member))

    page = signed_in(account_of(member)).get("/en/members/me/visibility/").content.decode()
    first = page[page.index('name="profile"') : page.index('name="introduction"')]
    assert 'value="public"' not in first


def test_each_part_has_readers_of_its_own(member: Member) -> None:
    own = signed_in(account_of(member))
    choices = dict.fromkeys(PROFILE_FIELDS, "members") | {"city": "nobody", "photo": "networks"}

    saved = own.post("/en/members/me/visibility/", choices)

    member.refresh_from_db()
    assert saved.status_code == 302
    assert (member.city_visibility, member.photo_visibility) == ("nobody", "networks")
    refused = own.post("/en/members/me/visibility/", choices | {"city": "friends"})
    assert "Select a valid choice" in refused.content.decode()


def test_nobody_agrees_for_somebody_else(member: Member) -> None:
    other: User = UserFactory.create(is_superuser=True)

    with pytest.raises(PermissionDenied):
        choose_exposure(member, [Exposure.VISITORS], acting_user=other, where="/")
    assert not other.consents.exists()


def test_the_home_page_presents_only_who_agreed_to_it(client: Client) -> None:
    MemberFactory.create(name="Zanzibara Quill")
    MemberFactory.create(name="Ospreya Quill", featured=False)
    project_pending()

    html = client.get("/en/").content.decode()

    assert "Zanzibara" in html
    assert "Ospreya" not in html
