"""Deeds on the outbox: putting mails in, sending them, clearing it out."""

import logging
from contextlib import suppress
from datetime import timedelta
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.encoding import punycode

from portal.mail import files
from portal.mail.failures import Failure, failure_of
from portal.mail.models import OutgoingMail
from portal.mail.permissions import may_retry
from portal.mail.states import Event, MailState, state_after
from portal.operations.wakeups import wake

logger = logging.getLogger(__name__)

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
)
MOST_ATTEMPTS = len(WAITS) + 1
FAILED_KEPT = timedelta(days=7)


def put(mail: OutgoingMail) -> None:
    """Store `mail` in the transaction of the caller; it is sent once that is committed.

    What no attempt may change is decided here: the date, and the id by which a mail that comes
    twice is known to be one (RFC 5322, 3.6.4). Machines are told that no answer is expected
    (RFC 3834, 5). Raises ValueError for what cannot be a mail.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    mail.headers = {
        **mail.headers,
        "Message-ID": make_msgid(domain=punycode(domain)),
        "Date": format_datetime(mail.created),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if mail.language:
        mail.headers["Content-Language"] = mail.language
    mail.as_message().message()
    mail.save()
    _wake_on_commit()


def send_due() -> int:
    """Send what is due, and give how many mails went. Safe to repeat, and beside another worker.

    The run ends early where the server is away: each further mail would wait for it in vain.
    """
    transport = get_connection(settings.MAIL_TRANSPORT_BACKEND)
    sent = 0
    try:
        while mail := OutgoingMail.objects.claim():
            failure = _attempt(mail, transport)
            if failure is None:
                sent += 1
            elif failure.is_of_server:
                break
    finally:
        _close(transport)
    return sent


@transaction.atomic
def retry(mail: OutgoingMail, *, acting_user: Any) -> None:
    """Give a mail all its attempts again, from now on. Raises PermissionDenied for all but operators."""
    if not may_retry(acting_user):
        raise PermissionDenied
    state = state_after(MailState(mail.state), Event.TRIED_AGAIN)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=state, attempts=0, next_attempt_at=timezone.now(), failed_at=None
    )
    _wake_on_commit()


def forget(address: str) -> None:
    """Delete what waits for an address, could not be sent there or went into a file, as its owner leaves."""
    OutgoingMail.objects.to(address).delete()
    transaction.on_commit(lambda: files.forget(address), robust=True)


def clear_out() -> None:
    """Delete mails that failed a while ago."""
    OutgoingMail.objects.failed_before(timezone.now() - FAILED_KEPT).delete()


def _attempt(mail: OutgoingMail, transport: BaseEmailBackend) -> Failure | None:
    try:
        transport.open()
        transport.send_messages([mail.as_message()])
    except Exception as error:
        failure = failure_of(error)
        if failure.is_of_server:
            _close(transport)
        is_given_up = failure.is_final or mail.attempts >= MOST_ATTEMPTS
        logger.warning("A mail %s %s: %s", mail.kind, "failed" if is_given_up else "has to wait", failure.name)
        _settle(mail, Event.GIVEN_UP if is_given_up else Event.DEFERRED, failure.reason)
        return failure
    _settle(mail, Event.SENT)
    return None


def _settle(mail: OutgoingMail, event: Event, reason: str = "") -> None:
    state = state_after(MailState(mail.state), event)
    if state is None:
        mail.delete()
        return
    now = timezone.now()
    has_failed = state == MailState.FAILED
    # The row may be gone: its recipient can leave the portal while the server is being asked.
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=state,
        reason=reason,
        failed_at=now if has_failed else None,
        next_attempt_at=None if has_failed else now + WAITS[mail.attempts - 1],
    )


def _close(transport: BaseEmailBackend) -> None:
    # A server that is away cannot be taken leave of.
    with suppress(OSError):
        transport.close()


def _wake_on_commit() -> None:
    # Not a partial: it has no __qualname__, without which Django fails to log what a robust hook raised.
    transaction.on_commit(lambda: wake("portal.mail.tasks.send_due"), robust=True)
