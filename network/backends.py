"""What a coordinator's membership opens: the desk, and nothing in it but her own network."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from network.models import Network

_DESK = "wagtailadmin.access_admin"


class CoordinatorBackend(BaseBackend):
    """Lets coordinators into the admin by their role alone, as long as they have it.

    Each view of the desk asks anew for which networks they decide.
    """

    def get_user_permissions(self, user_obj: AbstractBaseUser | AnonymousUser, obj: Model | None = None) -> set[str]:
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        # Asked several times for one request, by templates as well.
        kept = vars(user_obj)
        if "_coordinates" not in kept:
            kept["_coordinates"] = Network.objects.coordinated_by(user_obj).exists()
        return {_DESK} if kept["_coordinates"] else set()
