"""What is held about how somebody stands to networks, and about what coordinators did."""

from django.utils.translation import gettext_lazy as _

from network.models import Membership, MembershipEvent, Network, Nomination
from network.personal_data.of_profiles import WITH_THE_ACCOUNT
from network.states import Event, MembershipRole, MembershipState
from portal.accounts.models import User
from portal.accounts.personal_data.purposes import Controller, LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, register_personal_data

MEMBERSHIPS = Purpose(
    key="memberships",
    order=110,
    title=_("Your networks"),
    held=_(
        "To which networks you applied and with which words, what was decided and why, who nominated you, in which "
        "networks you are a member, with which role and since when."
    ),
    why=_("So that each network knows who belongs to it, and how that came about."),
    basis=LegalBasis.CONTRACT,
    retention=(WITH_THE_ACCOUNT,),
    controller=Controller.NETWORKS,
    recipients=_("The provider that hosts the portal; the coordinators of the networks you apply to."),
)
DECISIONS = Purpose(
    key="membership_decisions",
    order=120,
    title=_("What you decided as a coordinator"),
    held=_("Which applications you answered, how and when, and whom you nominated. Only for coordinators."),
    why=_("So that an applicant, and whoever coordinates after you, can see how a decision came about."),
    basis=LegalBasis.LEGITIMATE_INTERESTS,
    retention=(
        Retention(_("As long as the other person is there, but without your name once you delete your account.")),
    ),
    controller=Controller.NETWORKS,
)
_STEP = {
    "network": _("network"),
    "event": _("what happened"),
    "text": _("in which words"),
    "evidence": _("evidence"),
    "at": _("when"),
}


def _network(code: str) -> str:
    return str(Network.objects.get(code=code))


def register_memberships() -> None:
    register_personal_data(
        PersonalData(
            MEMBERSHIPS,
            models=(Membership, MembershipEvent, Nomination),
            labels={
                "network": _("network"),
                "state": _("state"),
                "role": _("role"),
                "applied": _("applied"),
                "since": _("since"),
                "steps": _("how that came about"),
                "nominated_by": _("nominated by"),
                "reason": _("reason"),
                **_STEP,
            },
            export=_memberships,
            wordings={
                "network": _network,
                "nominated_by": _network,
                "state": lambda value: MembershipState(value).label,
                "role": lambda value: MembershipRole(value).label,
                "event": lambda value: Event(value).label,
            },
            erasure=_("Deleted: you leave all of them."),
        )
    )
    register_personal_data(
        PersonalData(
            DECISIONS,
            models=(),
            labels=_STEP,
            export=_decisions,
            wordings={"network": _network, "event": lambda value: Event(value).label},
            erasure=_("Your name is taken out; the decision stays with the person whom it concerns."),
        )
    )


def _memberships(user: User) -> list[Record]:
    memberships = Membership.objects.of(user).select_related("network").prefetch_related("events")
    nominations = Nomination.objects.filter(member__user=user).select_related("network")
    return [
        *(
            {
                "network": one.network.code,
                "state": one.state,
                "role": one.role,
                "applied": one.applied,
                "since": one.since if one.state in (MembershipState.ACTIVE, MembershipState.LEFT) else None,
                "steps": [_step(event) for event in one.events.all()],
            }
            for one in memberships.order_by("pk")
        ),
        *({"nominated_by": one.network.code, "reason": one.reason, "at": one.at} for one in nominations),
    ]


def _step(event: MembershipEvent) -> Record:
    return {"event": event.event, "text": event.text, "evidence": event.evidence, "at": event.at}


def _decisions(user: User) -> list[Record]:
    events = MembershipEvent.objects.filter(by=user).exclude(membership__member__user=user)
    nominations = Nomination.objects.filter(by=user).select_related("network").order_by("pk")
    return [
        *(
            {"network": one.membership.network.code, "event": one.event, "text": one.text, "at": one.at}
            for one in events.select_related("membership__network").order_by("pk")
        ),
        *({"network": one.network.code, "text": one.reason, "at": one.at} for one in nominations),
    ]
