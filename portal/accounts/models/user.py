"""The account: who signs in."""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.accounts.models.address_change import AddressChange
from portal.accounts.models.changed_fields import SavesChangedFields
from portal.operations.bulk_changes import ReportingQuerySet


class UserQuerySet(ReportingQuerySet["User"]):
    def demo(self) -> "UserQuerySet":
        """Accounts of the demonstration, which sign in only while `DEMO` is on."""
        return self.filter(is_demo=True)


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]  # a class made at run time
    def get_by_natural_key(self, email: str | None) -> "User":
        user: User = self.get(email__iexact=email)
        return user

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account with a verified address: whoever makes one by code vouches for it.

        Without the verified address allauth would refuse the sign-in.
        """
        if not email:
            raise ValueError("An account needs an e-mail address.")
        # allauth looks addresses up in lower case.
        user: User = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **fields | {"is_staff": True, "is_superuser": True})


class User(SavesChangedFields, AbstractUser):  # type: ignore[django-manager-missing]  # what uploads hang on has no types
    """Somebody who signs in with an e-mail address and a password."""

    username = None  # type: ignore[assignment]  # the address takes its place
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    is_demo = models.BooleanField(_("part of the demonstration"), default=False, editable=False)
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)
    accepted_terms = models.CharField(_("accepted version of the terms"), max_length=40, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email",
                violation_error_message=_("There is already an account with this e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        """Refuses an address that another account gave up a short while ago and may want back."""
        super().clean()
        if AddressChange.objects.reserving(self.email).exclude(user=self.pk).exists():
            raise ValidationError({"email": _("This address is reserved for another account for a few more days.")})

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Ends sessions with a new password, as Django does, and whenever `sessions_ended` grows."""
        salt = "portal.accounts.models.User.get_session_auth_hash"
        value = f"{self.password} {self.sessions_ended}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()
