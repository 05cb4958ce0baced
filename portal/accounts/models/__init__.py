"""Accounts and what belongs to them."""

from portal.accounts.models.address_change import AddressChange, AddressChangeQuerySet
from portal.accounts.models.consent import Consent
from portal.accounts.models.mail_switch import MailSwitch
from portal.accounts.models.terms_acceptance import TermsAcceptance
from portal.accounts.models.unused_warning import UnusedWarning
from portal.accounts.models.user import User, UserManager, UserQuerySet

__all__ = [
    "AddressChange",
    "AddressChangeQuerySet",
    "Consent",
    "MailSwitch",
    "TermsAcceptance",
    "UnusedWarning",
    "User",
    "UserManager",
    "UserQuerySet",
]
