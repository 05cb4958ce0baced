"""Accounts and what belongs to them."""

from portal.accounts.models.user import User, UserManager, UserQuerySet

__all__ = ["User", "UserManager", "UserQuerySet"]
