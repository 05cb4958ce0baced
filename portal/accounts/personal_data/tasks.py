"""What deletes by the clock."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from portal.accounts.personal_data import unused


@shared_task(name="portal.accounts.personal_data.tasks.treat_unused_accounts")
def treat_unused_accounts() -> None:
    """Warn the owners of unused accounts and erase those whose time has come. Safe to repeat."""
    unused.treat_unused(now=timezone.now())


@shared_task(name="portal.accounts.personal_data.tasks.erase_unconfirmed_accounts")
def erase_unconfirmed_accounts() -> None:
    """Erase accounts whose address was never confirmed. Safe to repeat."""
    unused.erase_unconfirmed(now=timezone.now())


@shared_task(name="portal.accounts.personal_data.tasks.clear_expired_sessions")
def clear_expired_sessions() -> None:
    """Delete sessions that have ended by themselves. Safe to repeat."""
    call_command("clearsessions")
