"""What a network is, how a member stands to it, and how that changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NetworkKind(models.TextChoices):
    EUROPEAN = "european", _("European network of experts")
    NATIONAL = "national", _("National network of professionals")


class MembershipState(models.TextChoices):
    APPLIED = "applied", _("applied")
    ASKED = "asked", _("asked back")
    ACTIVE = "active", _("active")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LEFT = "left", _("left")


class MembershipRole(models.TextChoices):
    MEMBER = "member", _("member")
    COORDINATOR = "coordinator", _("coordinator")


class Event(models.TextChoices):
    """What happens to a membership: the member's deeds and the coordinator's."""

    APPLIED = "applied", _("applied")
    ASKED = "asked", _("asked back")
    ANSWERED = "answered", _("answered")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LEFT = "left", _("left")
    REMOVED = "removed", _("removed")
    APPOINTED = "appointed", _("made coordinator")
    DISMISSED = "dismissed", _("no longer coordinator")
    EXPORTED = "exported", _("in a list that a coordinator saved")


class ImpossibleTransitionError(Exception):
    """What is asked for cannot happen to a membership as it is now: somebody else was faster."""


WAITING = (MembershipState.APPLIED, MembershipState.ASKED)
_ENDED = (MembershipState.DECLINED, MembershipState.WITHDRAWN, MembershipState.LEFT)

# From which states an event leads to which; the last three change no state.
_TRANSITIONS: dict[Event, tuple[tuple[MembershipState, ...], MembershipState]] = {
    Event.APPLIED: (_ENDED, MembershipState.APPLIED),
    Event.ASKED: ((MembershipState.APPLIED,), MembershipState.ASKED),
    Event.ANSWERED: ((MembershipState.ASKED,), MembershipState.APPLIED),
    Event.APPROVED: (WAITING, MembershipState.ACTIVE),
    Event.DECLINED: (WAITING, MembershipState.DECLINED),
    Event.WITHDRAWN: (WAITING, MembershipState.WITHDRAWN),
    Event.LEFT: ((MembershipState.ACTIVE,), MembershipState.LEFT),
    Event.REMOVED: ((MembershipState.ACTIVE,), MembershipState.LEFT),
    Event.APPOINTED: ((MembershipState.ACTIVE,), MembershipState.ACTIVE),
    Event.DISMISSED: ((MembershipState.ACTIVE,), MembershipState.ACTIVE),
    Event.EXPORTED: ((MembershipState.ACTIVE,), MembershipState.ACTIVE),
}


def state_after(state: MembershipState, event: Event) -> MembershipState:
    """Raises ImpossibleTransitionError where `event` cannot happen in `state`."""
    before, after = _TRANSITIONS[event]
    if state not in before:
        raise ImpossibleTransitionError(f"{event} cannot happen to a membership that is {state}.")
    return after
