"""Accounts and what belongs to them."""

from portal.accounts.models.address_change import AddressChange, AddressChangeQuerySet
from portal.accounts.models.mail_switch import MailSwitch
from portal.accounts.models.user import User, UserManager, UserQuerySet

__all__ = ["AddressChange", "AddressChangeQuerySet", "MailSwitch", "User", "UserManager", "UserQuerySet"]
