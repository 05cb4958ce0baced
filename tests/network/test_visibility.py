"""Who is listed, who is visible to whom, and what each may do."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from pytest_django import DjangoAssertNumQueries

from network.models import Member, MemberCountry, MemberLanguage, Membership, MemberText, Network
from network.permissions import may_edit
from network.profile import profile_for, reader_of
from network.states import MembershipRole, MembershipState, NetworkKind
from network.visibility import PROFILE_FIELDS, Reader, Visibility
from tests.accounts.factories import UserFactory
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory, join
from tests.network.readers import MAY_READ, everybody_looking_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("visibility", Visibility)
def test_a_profile_is_visible_to_its_readers_only(visibility: Visibility) -> None:
    member = MemberFactory.create(user=UserFactory.create(), profile_visibility=visibility)

    seen = {
        one.name
        for one in everybody_looking_at(member)
        if Member.objects.visible_to(one.account).filter(pk=member.pk).exists()
    }

    assert seen == {name for name, readable in MAY_READ.items() if visibility in readable}


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("reader", Reader)
def test_a_reader_reads_what_the_one_before_reads_and_one_thing_more(reader: Reader, visibility: Visibility) -> None:
    assert (visibility in reader.reads) == (list(Visibility).index(visibility) <= list(Reader).index(reader))


def test_the_list_names_each_once_however_many_networks_are_shared() -> None:
    viewer = MemberFactory.create(user=UserFactory.create(), networks=["EU", "AT", "FR"])
    MemberFactory.create(networks=["EU", "AT", "FR"], visibility=Visibility.NETWORKS)

    seen = Member.objects.visible_to(account_of(viewer))

    assert len(seen) == len(set(seen)) == 2


@pytest.mark.parametrize("state", [state for state in MembershipState if state != MembershipState.ACTIVE])
def test_only_active_memberships_count(state: MembershipState) -> None:
    applicant = MemberFactory.create(user=UserFactory.create(), networks=[])
    join(applicant, "EU", state)
    shown_to_members = MemberFactory.create(visibility=Visibility.MEMBERS)
    shown_to_peers = MemberFactory.create(visibility=Visibility.NETWORKS)
    account = account_of(applicant)

    assert applicant not in Member.objects.listed()
    assert applicant not in Member.objects.visible_to(AnonymousUser())
    assert list(Member.objects.visible_to(account)) == [applicant]
    assert reader_of(shown_to_members, account) == reader_of(shown_to_peers, account) == Reader.VISITOR


def test_whoever_shares_a_network_that_one_has_left_is_no_peer() -> None:
    viewer = MemberFactory.create(user=UserFactory.create(), networks=["EU"])
    former = MemberFactory.create(networks=["AT"], visibility=Visibility.NETWORKS)
    join(former, "EU", MembershipState.LEFT)

    assert former not in Member.objects.visible_to(account_of(viewer))
    assert former not in Member.objects.peers_of(account_of(viewer))


def test_closed_accounts_are_not_listed() -> None:
    closed = MemberFactory.create(user=UserFactory.create(is_active=False))
    fictional = MemberFactory.create()

    assert list(Member.objects.listed()) == [fictional]
    assert not closed.is_open
    assert fictional.is_open


def test_peers_are_those_of_a_shared_network() -> None:
    viewer = MemberFactory.create(user=UserFactory.create(), networks=["EU", "AT"])
    peer = MemberFactory.create(networks=["AT", "BG"])
    MemberFactory.create(networks=["BG"])

    assert set(Member.objects.peers_of(account_of(viewer))) == {viewer, peer}


def test_an_operator_reads_no_more_than_anybody() -> None:
    operator = UserFactory.create(is_staff=True, is_superuser=True)
    MemberFactory.create(visibility=Visibility.MEMBERS)

    assert not Member.objects.visible_to(operator).exists()


def test_memberships_stand_with_the_european_network_first() -> None:
    member = MemberFactory.create(networks=["UK", "AT", "EU"])
    join(member, "BG", MembershipState.APPLIED)

    assert [one.network.code for one in member.active_memberships] == ["EU", "AT", "UK"]


def test_a_profile_read_with_all_it_shows_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    MemberFactory.create(countries=["AT"], languages={"tr": "B2"}, expertises=["housing"], texts={"en": ("A", "B")})
    member = Member.objects.with_profile().get()

    with django_assert_num_queries(0):
        profile = profile_for(member, Reader.VISITOR)

    assert profile is not None
    assert (profile.works_in, profile.memberships[0].network.code) == (("AT",), "EU")


def test_an_introduction_is_given_in_the_readers_language_or_the_next_best() -> None:
    texts = {"de": ("Hallo", ""), "en": ("Hello", ""), "bg": ("Здравейте", "")}
    profile = profile_for(MemberFactory.create(texts=texts), Reader.VISITOR)
    only_german = profile_for(MemberFactory.create(texts={"de": ("Hallo", "")}), Reader.VISITOR)
    assert profile is not None
    assert only_german is not None

    headlines = [text.headline for code in ("bg", "fr") if (text := profile.text(code))]

    assert headlines == ["Здравейте", "Hello"]
    fallback = only_german.text("es")
    assert fallback is not None
    assert fallback.headline == "Hallo"


def test_a_profile_is_edited_by_its_owner_alone() -> None:
    member = MemberFactory.create(user=UserFactory.create())

    assert may_edit(account_of(member), member)
    assert not may_edit(UserFactory.create(is_superuser=True), member)
    assert not may_edit(AnonymousUser(), member)
    assert not may_edit(AnonymousUser(), MemberFactory.create(user=None))


def test_a_coordinator_looks_after_the_own_network_only() -> None:
    member = MemberFactory.create(user=UserFactory.create(), networks=["EU"])
    network = Network.objects.get(code="AT")
    membership = Membership.objects.create(
        member=member, network=network, role=MembershipRole.COORDINATOR, state=MembershipState.ACTIVE
    )

    assert list(Network.objects.coordinated_by(account_of(member))) == [network]
    assert not Network.objects.coordinated_by(AnonymousUser()).exists()
    membership.state = MembershipState.LEFT
    membership.save()
    assert not Network.objects.coordinated_by(account_of(member)).exists()


def refused(make: models.Model, constraint: str) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make.save()
    message = str(error.value)
    # SQLite names the columns of a unique constraint, not the constraint.
    assert constraint in message or "UNIQUE constraint failed" in message


def test_the_database_refuses_what_cannot_be() -> None:
    member, eu = MemberFactory.create(countries=["AT"], languages={"tr": "B2"}), Network.objects.get(code="EU")
    MemberText.objects.create(member=member, language="en", headline="One")

    refused(Membership(member=member, network=eu), "one_membership_per_network")
    refused(
        Membership(member=member, network=Network.objects.get(code="AT"), state="x"), "membership_has_a_known_state"
    )
    refused(Membership(member=member, network=Network.objects.get(code="AT"), role="x"), "membership_has_a_known_role")
    refused(Network(code="IT", kind=NetworkKind.NATIONAL), "national_networks_have_a_country")
    refused(Network(code="EUX", kind=NetworkKind.EUROPEAN, country="IT"), "national_networks_have_a_country")
    refused(Network(code="XX", kind="local", country="IT"), "network")  # two constraints, either may speak first
    refused(Network(code="OE", kind=NetworkKind.NATIONAL, country="AT"), "one_network_per_country")
    refused(Member(name="Nobody"), "only_fictional_members_lack_an_account")
    refused(MemberLanguage(member=member, code="tr", level="B1"), "one_level_per_member_and_language")
    refused(MemberLanguage(member=member, code="fr", level="D1"), "language_has_a_level_of_the_cefr")
    refused(MemberCountry(member=member, country="AT"), "one_row_per_member_and_country")
    refused(MemberText(member=member, language="en", headline="Two"), "one_text_per_member_and_language")


@pytest.mark.parametrize("field", PROFILE_FIELDS)
def test_the_database_refuses_an_unknown_visibility(field: str) -> None:
    refused(Member(name="X", is_demo=True, **{f"{field}_visibility": "friends"}), f"{field}_visibility_is_known")


def test_there_is_one_european_network() -> None:
    refused(Network(code="EUR", kind=NetworkKind.EUROPEAN), "one_network_per_country")


@pytest.mark.parametrize(
    "row",
    [
        Network(code="eu", kind=NetworkKind.NATIONAL, country="IT"),
        Network(code="XZ", kind=NetworkKind.NATIONAL, country="XQ"),
        MemberLanguage(code="qqq", level="B1"),
        MemberCountry(country="ZZ"),
    ],
    ids=["small letters", "no such country of a network", "no such language", "no such country"],
)
def test_codes_are_those_of_the_standards(row: models.Model) -> None:
    with pytest.raises(ValidationError) as error:
        row.full_clean(exclude=["member"])

    assert set(error.value.message_dict) & {"code", "country"}


def test_fields_are_for_members_until_their_owner_says_otherwise_and_contact_data_for_nobody() -> None:
    member = Member.objects.create(name="Anna", user=UserFactory.create())

    shown = {field: getattr(member, f"{field}_visibility") for field in PROFILE_FIELDS}
    assert shown.pop("contact") == Visibility.NOBODY
    assert set(shown.values()) == {Visibility.MEMBERS}
    assert not any((member.in_search_engines, member.featured, member.in_downloads))
