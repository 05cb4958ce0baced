"""Accounts as tests need them."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from portal.accounts.models import User

PASSWORD = "a good long sentence"


class UserFactory(DjangoModelFactory[User]):
    """An account that can sign in with `PASSWORD`."""

    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, **kwargs)


class OperatorFactory(UserFactory):
    """Somebody who may do everything."""

    is_staff = True
    is_superuser = True
