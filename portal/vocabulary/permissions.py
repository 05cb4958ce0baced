"""Who may do what with controlled terms: the only place that decides."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, PermissionsMixin


def may_merge_terms(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever may both change terms and delete them."""
    return isinstance(user, PermissionsMixin | AnonymousUser) and user.has_perms(
        ["vocabulary.change_term", "vocabulary.delete_term"]
    )
