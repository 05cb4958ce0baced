"""Who may do what with accounts."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from portal.accounts.models import User


def operators() -> QuerySet[User]:
    """Those who keep accounts now, as superusers or through a group: without them nobody could help anybody in."""
    people: QuerySet[User] = ModelBackend().with_perm("accounts.change_user")
    return people.filter(is_demo=False)


def may_erase(acting_user: User, user: User) -> bool:
    return acting_user.pk == user.pk or operators().filter(pk=acting_user.pk).exists()
