"""Accounts and what belongs to them."""

from portal.accounts.models.consent import Consent
from portal.accounts.models.terms_acceptance import TermsAcceptance
from portal.accounts.models.unused_warning import UnusedWarning
from portal.accounts.models.user import User, UserManager, UserQuerySet

__all__ = ["Consent", "TermsAcceptance", "UnusedWarning", "User", "UserManager", "UserQuerySet"]
