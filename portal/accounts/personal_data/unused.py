"""Accounts that nobody uses: two warnings, then erasure. Personal data are not kept for nobody (Art. 5(1)(e))."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.accounts.links import link
from portal.accounts.mails import recipient
from portal.accounts.models import User
from portal.accounts.permissions import operators
from portal.accounts.personal_data.erasing import erase_account
from portal.mail.sending import send

logger = logging.getLogger(__name__)

# Two years without a sign-in, with warnings two months and one month before.
UNUSED_FOR = timedelta(days=730)
WARNED_AFTER = (timedelta(days=670), timedelta(days=700))
# However late a warning was: nobody is erased, or warned again, sooner than this after it.
NOTICE = timedelta(days=28)
UNCONFIRMED_FOR = timedelta(days=7)


def last_seen(user: User) -> datetime:
    """When somebody last signed in, or joined. A session ends within two weeks, so that is near enough."""
    return user.last_login or user.date_joined


def unused_since(moment: datetime) -> "QuerySet[User]":
    """Accounts without a sign-in since `moment`. Operators stay: without them nobody could look after the portal."""
    people: QuerySet[User] = User.objects.filter(is_demo=False).exclude(pk__in=operators().values("pk"))
    return people.alias(seen=Coalesce("last_login", "date_joined")).filter(seen__lte=moment)


def never_confirmed_since(moment: datetime) -> "QuerySet[User]":
    """Accounts opened before `moment` whose owner never showed that the address is hers."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    people: QuerySet[User] = User.objects.filter(is_superuser=False, is_staff=False, is_demo=False)
    opened = people.filter(date_joined__lte=moment, last_login=None)
    return opened.filter(Exists(addresses), ~Exists(addresses.filter(verified=True)))


def erase_unconfirmed(*, now: datetime) -> int:
    """Erase accounts that were never confirmed, and give how many. Safe to repeat."""
    old = list(never_confirmed_since(now - UNCONFIRMED_FOR).values_list("pk", flat=True))
    return _one_by_one(old, lambda pk: _erase_unconfirmed(pk, now))


def treat_unused(*, now: datetime) -> int:
    """Warn the owners of unused accounts, erase those whose time has come, and give how many it did. Safe to repeat.

    Each account has its own transaction: one that fails is logged and holds up none of the others.
    """
    unused = list(unused_since(now - WARNED_AFTER[0]).order_by("pk").values_list("pk", flat=True))
    return _one_by_one(unused, lambda pk: _treat(pk, now))


def _one_by_one(keys: list[int], deed: Callable[[int], bool]) -> int:
    done = 0
    for pk in keys:
        try:
            done += deed(pk)
        except Exception:
            logger.exception("The unused account %s could not be treated.", pk)
    return done


@transaction.atomic
def _erase_unconfirmed(pk: int, now: datetime) -> bool:
    user = never_confirmed_since(now - UNCONFIRMED_FOR).select_for_update().filter(pk=pk).first()
    if user is None:
        return False
    erase_account(user, acting_user=None)
    return True


@transaction.atomic
def _treat(pk: int, now: datetime) -> bool:
    user = unused_since(now - WARNED_AFTER[0]).select_for_update().filter(pk=pk).first()
    if user is None:
        return False
    warned = list(user.unused_warnings.filter(sent_at__gte=last_seen(user)).values_list("sent_at", flat=True))
    if warned and now - warned[-1] < NOTICE:
        return False
    idle = now - last_seen(user)
    if len(warned) == len(WARNED_AFTER):
        if idle < UNUSED_FOR:
            return False
        erase_account(user, acting_user=None)
    elif idle >= WARNED_AFTER[len(warned)]:
        _warn(user, now, notices=len(WARNED_AFTER) - len(warned))
    return True


def _warn(user: User, now: datetime, *, notices: int) -> None:
    """`notices` is how often the notice has to pass until the account is erased."""
    erased_on = max(last_seen(user) + UNUSED_FOR, now + notices * NOTICE)
    user.unused_warnings.create(sent_at=now)
    send(
        "accounts.unused_warning",
        recipient(user),
        {
            "erased_on": timezone.localdate(erased_on),
            "last_seen": timezone.localdate(last_seen(user)),
            "url": link(user.language, "account_login"),
        },
    )
