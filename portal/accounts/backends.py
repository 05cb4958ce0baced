"""Who is let in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Model, Q


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail, closed to demo accounts outside a demonstration.

    Django asks the same question for each request of a session, so turning `DEMO` off also ends
    the sessions that demo accounts have open.
    """

    def get_all_permissions(self, user_obj: AbstractBaseUser | AnonymousUser, obj: Model | None = None) -> set[str]:
        """What she may do by herself and by her groups, asked for at once: every page asks whether she has a desk."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if "_perm_cache" not in vars(user_obj):
            found = Permission.objects.all()
            if not getattr(user_obj, "is_superuser", False):
                found = found.filter(Q(user=user_obj.pk) | Q(group__user=user_obj.pk)).distinct()
            names = found.order_by().values_list("content_type__app_label", "codename")
            vars(user_obj)["_perm_cache"] = {f"{label}.{codename}" for label, codename in names}
        known: set[str] = vars(user_obj)["_perm_cache"]
        return set(known)

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        if getattr(user, "is_demo", False) and not settings.DEMO:
            return False
        return bool(super().user_can_authenticate(user))
