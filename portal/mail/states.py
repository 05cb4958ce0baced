"""The states of a mail in the outbox, and what leads from one to the next."""

from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """A sent mail has no state: its row is deleted, for it may hold a link that opens an account."""

    WAITING = "waiting", _("waiting")
    FAILED = "failed", _("failed")


class Event(Enum):
    SENT = "sent"
    DEFERRED = "deferred"
    GIVEN_UP = "given up"
    TRIED_AGAIN = "tried again"


TRANSITIONS: dict[tuple[MailState, Event], MailState | None] = {
    (MailState.WAITING, Event.SENT): None,
    (MailState.WAITING, Event.DEFERRED): MailState.WAITING,
    (MailState.WAITING, Event.GIVEN_UP): MailState.FAILED,
    (MailState.WAITING, Event.TRIED_AGAIN): MailState.WAITING,
    (MailState.FAILED, Event.TRIED_AGAIN): MailState.WAITING,
}


class ImpossibleTransitionError(Exception):
    """A mail in this state cannot have that happen to it."""


def state_after(state: MailState, event: Event) -> MailState | None:
    """The next state, or None where the mail's row has to go."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise ImpossibleTransitionError(f"A mail that is {state.value} cannot be {event.value}.") from None
