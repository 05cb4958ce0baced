"""What is reported and why, and how a case goes on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    FALSE = "false", _("It is wrong or misleading")
    HARASSMENT = "harassment", _("It harasses, threatens or incites hatred")
    PRIVACY = "privacy", _("It shows somebody’s personal data without her wish")
    ILLEGAL = "illegal", _("It offers or does something that the law forbids")
    SPAM = "spam", _("It is advertising or sent to many")
    OTHER = "other", _("Something else")


class Ground(models.TextChoices):
    """What a decision rests on (Art. 17(3)(d) and (e))."""

    TERMS = "terms", _("the terms of this portal")
    LAW = "law", _("the law")


class CaseState(models.TextChoices):
    OPEN = "open", _("open")
    KEPT = "kept", _("left as it is")
    WITHHELD = "withheld", _("withheld")
    APPEALED = "appealed", _("appealed against")
    UPHELD = "upheld", _("withheld, confirmed on appeal")
    REVERSED = "reversed", _("restored on appeal")
    GONE = "gone", _("gone before a decision")


class Event(models.TextChoices):
    """What happens to a case: the moderator's deeds, the author's, the second moderator's."""

    KEPT = "kept", _("left as it is")
    WITHHELD = "withheld", _("withheld")
    APPEALED = "appealed", _("appealed against")
    UPHELD = "upheld", _("confirmed on appeal")
    REVERSED = "reversed", _("restored on appeal")
    GONE = "gone", _("gone before a decision")


class ImpossibleStepError(Exception):
    """What is asked for cannot happen to a case as it is now: somebody else was faster."""


WAITING = (CaseState.OPEN, CaseState.APPEALED)

# From which states an event leads to which.
_TRANSITIONS: dict[Event, tuple[tuple[CaseState, ...], CaseState]] = {
    Event.KEPT: ((CaseState.OPEN,), CaseState.KEPT),
    Event.WITHHELD: ((CaseState.OPEN,), CaseState.WITHHELD),
    Event.APPEALED: ((CaseState.WITHHELD,), CaseState.APPEALED),
    Event.UPHELD: ((CaseState.APPEALED,), CaseState.UPHELD),
    Event.REVERSED: ((CaseState.APPEALED,), CaseState.REVERSED),
    Event.GONE: (WAITING, CaseState.GONE),
}


def state_after(state: CaseState, event: Event) -> CaseState:
    """Raises ImpossibleStepError where `event` cannot happen in `state`."""
    before, after = _TRANSITIONS[event]
    if state not in before:
        raise ImpossibleStepError(f"{event} cannot happen to a case that is {state}.")
    return after
