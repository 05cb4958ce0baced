"""Applying to a network, and what becomes of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from network.actions.coordinating import appoint_coordinator, dismiss_coordinator
from network.actions.joining import (
    NotReadyError,
    answer_question,
    apply_to_network,
    approve_membership,
    ask_applicant,
    decline_membership,
    leave_network,
    nominate,
    remove_member,
    withdraw_application,
)
from network.actions.reminders import remind_of_applications
from network.models import Member, Membership, MembershipEvent, Network
from network.requirements import Requirement, missing_for
from network.states import Event, ImpossibleTransitionError, MembershipRole, MembershipState, state_after
from portal.accounts.models import User
from search.models import Document
from tests.accounts.factories import OperatorFactory, UserFactory
from tests.accounts.mailbox import mail_to, subjects
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory, coordinator_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

WORDS = "I have advised newcomers in Vienna for six years."


def applicant(**fields: object) -> Member:
    """Somebody who is ready to apply anywhere in Austria, and reads Bulgarian."""
    complete = {
        "user": UserFactory.create(language="bg"),
        "networks": [],
        "countries": ["AT"],
        "languages": {"bg": "C2"},
        "expertises": ["validation"],
        "texts": {"bg": ("Консултант", "")},
    }
    return MemberFactory.create(**complete | fields)


def network(code: str = "AT") -> Network:
    return Network.objects.get(code=code)


def applied(member: Member | None = None, code: str = "AT") -> Membership:
    member = member or applicant()
    return apply_to_network(member, network(code), WORDS, evidence="Two books.", acting_user=account_of(member))


def steps(membership: Membership) -> list[tuple[str, str]]:
    return list(membership.events.values_list("event", "text"))


def test_an_application_is_recorded_and_both_sides_get_mail_in_their_language() -> None:
    coordinator = coordinator_of("AT", language="de")
    member = applicant()

    membership = applied(member)

    assert membership.state == MembershipState.APPLIED
    assert steps(membership) == [(Event.APPLIED, WORDS)]
    assert WORDS in mail_to(coordinator.email)
    assert f"/admin/network/memberships/{membership.pk}/" in mail_to(coordinator.email)
    assert "Österreich" in subjects()[-1]
    assert "Австрия" in mail.outbox[0].subject
    assert mail.outbox[0].to == [account_of(member).email]
    assert account_of(member).email not in mail_to(coordinator.email), "an address is for nobody unless she says so"


def test_whoever_is_admitted_is_found_at_once_and_dated_from_then() -> None:
    coordinator = coordinator_of("AT")
    member = applicant(joined=timezone.now() - timedelta(days=90))
    membership = applied(member)
    assert member not in Member.objects.listed()

    approve_membership(membership, welcome="Glad to have you.", acting_user=coordinator)

    member.refresh_from_db()
    assert member in Member.objects.listed()
    assert Document.objects.filter(entry__key=f"member:{member.pk}").exists()
    assert timezone.now() - member.joined < timedelta(minutes=1)
    assert "Glad to have you." in mail_to(account_of(member).email)


def test_a_question_is_answered_before_the_decision() -> None:
    coordinator = coordinator_of("AT")
    membership = applied()
    owner = account_of(membership.member)

    asked = ask_applicant(membership, "Which institution?", acting_user=coordinator)
    assert asked.state == MembershipState.ASKED
    assert "Which institution?" in mail_to(owner.email)
    answered = answer_question(membership, "The one in Ottakring.", acting_user=owner)

    assert answered.state == MembershipState.APPLIED
    assert "Ottakring" in mail_to(coordinator.email)
    assert [event for event, _text in steps(membership)] == [Event.APPLIED, Event.ASKED, Event.ANSWERED]


def test_a_declined_member_can_apply_again() -> None:
    coordinator = coordinator_of("AT")
    member = applicant()
    declined = decline_membership(applied(member), "We only admit advisers.", acting_user=coordinator)
    assert "We only admit advisers." in mail_to(account_of(member).email)

    again = applied(member)

    assert again.pk == declined.pk
    assert again.state == MembershipState.APPLIED
    assert len(steps(again)) == 3


def test_leaving_is_immediate_and_the_coordinator_hears_of_it() -> None:
    coordinator = coordinator_of("AT")
    member = applicant(networks=["AT"])

    leave_network(member.memberships.get(), acting_user=account_of(member))

    assert member not in Member.objects.listed()
    assert not Document.objects.filter(entry__key=f"member:{member.pk}").exists()
    assert member.name in subjects()[-1]
    assert mail.outbox[-1].to == [coordinator.email]


def test_an_application_can_be_withdrawn_and_a_membership_ended() -> None:
    coordinator = coordinator_of("AT")
    member = applicant()
    withdrawn = withdraw_application(applied(member), acting_user=account_of(member))
    assert withdrawn.state == MembershipState.WITHDRAWN

    member = applicant(networks=["AT"])
    removed = remove_member(member.memberships.get(), "Moved to Spain.", acting_user=coordinator)
    assert removed.state == MembershipState.LEFT
    assert "Moved to Spain." in mail_to(account_of(member).email)


DECISIONS: list[Callable[[Membership, User], object]] = [
    lambda membership, user: approve_membership(membership, acting_user=user),
    lambda membership, user: ask_applicant(membership, "?", acting_user=user),
    lambda membership, user: decline_membership(membership, "No.", acting_user=user),
]


@pytest.mark.parametrize("decide", DECISIONS)
def test_a_network_decides_through_its_own_coordinators_alone(decide: Callable[[Membership, User], object]) -> None:
    coordinator_of("AT")
    membership = applied()

    for other in (coordinator_of("FR"), coordinator_of("EU"), OperatorFactory.create(), account_of(membership.member)):
        with pytest.raises(PermissionDenied):
            decide(membership, other)

    assert len(steps(membership)) == 1


def test_nobody_decides_about_herself() -> None:
    coordinator = coordinator_of("EU")
    own = Membership.objects.create(member=coordinator.member, network=network("AT"))
    other = Membership.objects.create(member=applicant(), network=network("AT"))

    with pytest.raises(PermissionDenied):
        approve_membership(own, acting_user=coordinator)
    assert approve_membership(other, acting_user=coordinator).state == MembershipState.ACTIVE


def test_a_network_without_a_coordinator_sends_its_applications_to_the_european_one() -> None:
    european = coordinator_of("EU")
    membership = applied()

    assert WORDS in mail_to(european.email)
    assert approve_membership(membership, acting_user=european).state == MembershipState.ACTIVE


def test_without_any_coordinator_operators_hear_of_it() -> None:
    operator = OperatorFactory.create()

    applied()

    assert WORDS in mail_to(operator.email)


def test_a_coordinator_with_a_closed_account_is_none() -> None:
    gone, european = coordinator_of("AT"), coordinator_of("EU")
    gone.is_active = False
    gone.save()

    membership = applied()

    assert WORDS in mail_to(european.email)
    with pytest.raises(PermissionDenied):
        approve_membership(membership, acting_user=gone)


def test_the_second_of_two_decisions_comes_too_late() -> None:
    first, second = coordinator_of("AT"), coordinator_of("AT")
    membership = applied()
    approve_membership(membership, acting_user=first)

    with pytest.raises(ImpossibleTransitionError):
        decline_membership(membership, "No.", acting_user=second)

    membership.refresh_from_db()
    assert membership.state == MembershipState.ACTIVE


def test_sending_an_application_twice_makes_one() -> None:
    member = applicant()
    applied(member)

    with pytest.raises(ImpossibleTransitionError):
        applied(member)

    assert MembershipEvent.objects.count() == 1


def test_a_profile_that_says_too_little_cannot_apply() -> None:
    member = MemberFactory.create(user=UserFactory.create(), networks=[], exposure_chosen=None)

    assert missing_for(member, network()) == list(Requirement)
    assert Requirement.COUNTRY not in missing_for(member, network("EU"))
    with pytest.raises(NotReadyError):
        applied(member)


def test_a_national_network_admits_who_works_there_and_the_european_one_experts() -> None:
    member = applicant()
    account = account_of(member)

    with pytest.raises(NotReadyError):
        apply_to_network(member, network("FR"), WORDS, acting_user=account)
    with pytest.raises(NotReadyError):
        apply_to_network(member, network("EU"), WORDS, acting_user=account)
    assert applied(member, "EU").state == MembershipState.APPLIED


def test_a_nomination_takes_the_place_of_evidence() -> None:
    coordinator, member = coordinator_of("AT"), applicant(networks=["AT"])

    nominate(member, network("AT"), "She wrote the national guidelines.", acting_user=coordinator)

    assert "guidelines" in mail_to(account_of(member).email)
    assert "/networks/EU/apply/" in mail_to(account_of(member).email)
    apply_to_network(member, network("EU"), WORDS, acting_user=account_of(member))
    assert member.memberships.active().count() == 1, "neither network implies the other"


def test_one_nominates_members_of_the_own_national_network() -> None:
    stranger = applicant(networks=["FR"])
    for who, where in ((coordinator_of("AT"), "AT"), (coordinator_of("EU"), "EU")):
        with pytest.raises(PermissionDenied):
            nominate(stranger, network(where), "Good.", acting_user=who)


def test_operators_say_who_coordinates() -> None:
    operator, member = OperatorFactory.create(), applicant(networks=["AT"])
    membership = member.memberships.get()

    with pytest.raises(PermissionDenied):
        appoint_coordinator(membership, acting_user=coordinator_of("AT"))
    appoint_coordinator(membership, acting_user=operator)
    assert "/admin/network/applications/" in mail_to(account_of(member).email)
    assert network("AT") in Network.objects.coordinated_by(account_of(member))
    dismiss_coordinator(membership, acting_user=operator)

    assert not Network.objects.coordinated_by(account_of(member)).exists()


def test_a_coordinator_who_leaves_coordinates_no_longer_even_after_coming_back() -> None:
    coordinator, other = coordinator_of("AT"), coordinator_of("AT")
    membership = coordinator.member.memberships.get()
    leave_network(membership, acting_user=coordinator)
    Membership.objects.filter(pk=membership.pk).update(state=MembershipState.APPLIED)
    approve_membership(membership, acting_user=other)

    membership.refresh_from_db()
    assert membership.role == MembershipRole.MEMBER


def test_an_application_older_than_two_weeks_reminds_once_a_week() -> None:
    coordinator = coordinator_of("AT")
    late, fresh, asked = applied(), applied(), applied()
    old = timezone.now() - timedelta(days=15)
    Membership.objects.filter(pk__in=[late.pk, asked.pk]).update(applied=old)
    Membership.objects.filter(pk=asked.pk).update(state=MembershipState.ASKED)
    mail.outbox.clear()

    assert remind_of_applications() == 1
    assert remind_of_applications() == 0
    assert late.member.name in mail_to(coordinator.email)
    assert fresh.member.name not in mail_to(coordinator.email)
    assert asked.member.name not in mail_to(coordinator.email)

    Membership.objects.filter(pk=late.pk).update(reminded=timezone.now() - timedelta(days=8))
    assert remind_of_applications() == 1


def test_the_database_changes_no_step() -> None:
    membership = applied()

    for change in ({"text": "Something else"}, {"event": Event.APPROVED}, {"at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            membership.events.update(**change)


def test_a_decision_outlives_the_account_that_took_it_without_its_name() -> None:
    coordinator = coordinator_of("AT")
    membership = approve_membership(applied(), acting_user=coordinator)

    coordinator.delete()

    event = membership.events.get(event=Event.APPROVED)
    assert event.by is None
    assert event.author == ""


@pytest.mark.parametrize("event", Event)
def test_what_happens_to_whoever_declined_is_only_a_new_application(event: Event) -> None:
    if event == Event.APPLIED:
        assert state_after(MembershipState.DECLINED, event) == MembershipState.APPLIED
    else:
        with pytest.raises(ImpossibleTransitionError):
            state_after(MembershipState.DECLINED, event)
