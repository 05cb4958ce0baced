"""What "my data" tells the other parts of the portal when it starts."""

from typing import Any

from django.conf import settings
from django.db.models.signals import pre_delete
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.my_account import AccountPage, register_page
from portal.accounts.personal_data.erasing import erase_holdings
from portal.accounts.personal_data.of_accounts import register_what_accounts_hold
from portal.accounts.personal_data.of_mail import register_what_mail_takes
from portal.accounts.personal_data.of_staff import register_what_wagtail_holds
from portal.mail.kinds import Kind, register_kind


def register_my_data() -> None:
    register_what_accounts_hold()
    register_what_mail_takes()
    register_what_wagtail_holds()
    pre_delete.connect(erase_holdings, sender=User, dispatch_uid="personal data")
    _register_page()
    _register_kinds()


def _register_page() -> None:
    register_page(
        AccountPage(
            "account_data",
            _("My data"),
            _("See what the portal holds about you and why, take a copy along, or delete your account."),
            order=800,
            covers=("account_consents", "account_copy", "account_erasure"),
        )
    )


def _unused_sample() -> dict[str, Any]:
    today = timezone.localdate()
    return {"erased_on": today, "last_seen": today, "url": f"{settings.SITE_URL}/en/account/sign-in/"}


def _register_kinds() -> None:
    register_kind(
        Kind(
            "accounts.unused_warning",
            _("Your account is unused"),
            _("Before an account that nobody uses is deleted."),
            essential=True,
            sample=_unused_sample,
        )
    )
    register_kind(
        Kind(
            "accounts.erased",
            _("Your account is deleted"),
            _("The last e-mail, after an account was deleted."),
            essential=True,
        )
    )
