"""Deeds on memberships: applying, deciding, leaving. Each step is recorded and mailed to whom it concerns."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from network import mails
from network.actions.profiles import show_at_once
from network.models import Member, Membership, MembershipEvent, Network, Nomination
from network.permissions import may_decide, may_edit, may_nominate
from network.requirements import missing_for
from network.states import Event, MembershipRole, MembershipState, state_after
from portal.accounts.models import User


class NotReadyError(Exception):
    """The profile lacks what the network asks for; `missing_for` says what."""


@transaction.atomic
def apply_to_network(
    member: Member, network: Network, motivation: str, *, evidence: str = "", acting_user: User
) -> Membership:
    """Ask a network to admit `member`; again, if it declined or she left.

    Raises PermissionDenied for anybody but herself, NotReadyError while something is missing, and
    ImpossibleTransitionError where she belongs or waits already.
    """
    if not may_edit(acting_user, member):
        raise PermissionDenied
    if missing_for(member, network) or (_needs_evidence(member, network) and not evidence):
        raise NotReadyError
    membership, is_new = Membership.objects.select_for_update().get_or_create(member=member, network=network)
    if is_new:
        _record(membership, Event.APPLIED, acting_user, motivation, evidence)
    else:
        membership.applied, membership.reminded = timezone.now(), None
        _step(membership, Event.APPLIED, acting_user, motivation, evidence)
    mails.tell_member(membership, "application_sent")
    mails.tell_network(membership, "application_received", text=motivation, evidence=evidence)
    return membership


def _needs_evidence(member: Member, network: Network) -> bool:
    return network.is_european and not member.nominations.exists()


@transaction.atomic
def ask_applicant(membership: Membership, question: str, *, acting_user: User) -> Membership:
    """Ask an applicant something before deciding."""
    membership = _decide(membership, Event.ASKED, acting_user, question)
    mails.tell_member(membership, "question", text=question)
    return membership


@transaction.atomic
def answer_question(membership: Membership, answer: str, *, acting_user: User) -> Membership:
    """Answer what the network asked; it decides next."""
    membership = _own_step(membership, Event.ANSWERED, acting_user, answer)
    mails.tell_network(membership, "answer", text=answer)
    return membership


@transaction.atomic
def approve_membership(membership: Membership, *, welcome: str = "", acting_user: User) -> Membership:
    """Admit an applicant: from now on members see her."""
    membership = _decide(membership, Event.APPROVED, acting_user, welcome)
    member = membership.member
    if not member.memberships.active().exclude(pk=membership.pk).exists():
        member.joined = membership.since
        member.save(update_fields=["joined"])
    show_at_once(member)
    mails.tell_member(membership, "approved", text=welcome)
    return membership


@transaction.atomic
def decline_membership(membership: Membership, reason: str, *, acting_user: User) -> Membership:
    """Decline an application, with the reason that the applicant reads. She may apply again."""
    membership = _decide(membership, Event.DECLINED, acting_user, reason)
    mails.tell_member(membership, "declined", text=reason)
    return membership


@transaction.atomic
def withdraw_application(membership: Membership, *, acting_user: User) -> Membership:
    """Take an application back."""
    membership = _own_step(membership, Event.WITHDRAWN, acting_user)
    mails.tell_network(membership, "withdrawn")
    return membership


@transaction.atomic
def leave_network(membership: Membership, *, acting_user: User) -> Membership:
    """Leave a network; nobody finds her there from the next request on."""
    membership = _own_step(membership, Event.LEFT, acting_user)
    show_at_once(membership.member)
    mails.tell_network(membership, "left")
    return membership


@transaction.atomic
def remove_member(membership: Membership, reason: str, *, acting_user: User) -> Membership:
    """End somebody's membership, with the reason that she reads. She may apply again."""
    membership = _decide(membership, Event.REMOVED, acting_user, reason)
    show_at_once(membership.member)
    mails.tell_member(membership, "removed", text=reason)
    return membership


@transaction.atomic
def nominate(member: Member, network: Network, reason: str, *, acting_user: User) -> Nomination:
    """Propose a member of a national network as an expert; she decides whether to apply to the European one.

    A second nomination by the same network takes the place of the first. Raises PermissionDenied.
    """
    if not may_nominate(acting_user, member, network):
        raise PermissionDenied
    nomination, _is_new = Nomination.objects.update_or_create(
        member=member, network=network, defaults={"reason": reason, "by": acting_user, "at": timezone.now()}
    )
    mails.tell_nominated(nomination)
    return nomination


def _decide(membership: Membership, event: Event, acting_user: User, text: str) -> Membership:
    """A coordinator's step. Raises PermissionDenied."""
    if not may_decide(acting_user, membership):
        raise PermissionDenied
    return _step(_locked(membership), event, acting_user, text)


def _own_step(membership: Membership, event: Event, acting_user: User, text: str = "") -> Membership:
    """The member's own step. Raises PermissionDenied."""
    if not may_edit(acting_user, membership.member):
        raise PermissionDenied
    return _step(_locked(membership), event, acting_user, text)


def _locked(membership: Membership) -> Membership:
    """As it is now: another may have decided since the page was read."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("member__user", "network")
    return rows.get(pk=membership.pk)


def _step(membership: Membership, event: Event, acting_user: User, text: str, evidence: str = "") -> Membership:
    """Raises ImpossibleTransitionError."""
    membership.state = state_after(MembershipState(membership.state), event)
    if membership.state != MembershipState.ACTIVE:
        membership.role = MembershipRole.MEMBER
    if event == Event.APPROVED:
        membership.since = timezone.now()
    membership.save()
    _record(membership, event, acting_user, text, evidence)
    return membership


def _record(membership: Membership, event: Event, acting_user: User, text: str, evidence: str) -> None:
    MembershipEvent.objects.create(membership=membership, event=event, by=acting_user, text=text, evidence=evidence)
