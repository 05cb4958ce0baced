"""Deeds on accounts."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.accounts.links import change_token, link, reset_link, undo_token
from portal.accounts.mails import recipient
from portal.accounts.models import AddressChange, MailSwitch, User
from portal.accounts.second_factor import demand_password_before_passkeys, factors_of, has_second_factor
from portal.mail.recipients import Recipient
from portal.mail.sending import send

# Whoever takes an account over gives it a second factor of his own first and changes the address then.
DISTRUSTED_BEFORE = timedelta(days=1)


class AddressTakenError(Exception):
    """Another account has the address, or gave it up so recently that it may want it back."""


class ChangedMeanwhileError(PermissionDenied):
    """Password, sessions or address of the account changed after this deed was asked for, which is void with that."""


def is_taken(address: str, *, by_other_than: User | None = None) -> bool:
    """Whether `address` belongs to an account or is reserved for one."""
    key = by_other_than.pk if by_other_than else None
    return (
        User.objects.filter(email__iexact=address).exclude(pk=key).exists()
        or EmailAddress.objects.filter(email__iexact=address, verified=True).exclude(user=key).exists()
        or AddressChange.objects.reserving(address).exclude(user=key).exists()
    )


@transaction.atomic
def vouch_for_address(user: User) -> None:
    """Make the address of `user` her one and verified one: whoever entered it in the admin knows that it is hers."""
    user.email = user.email.lower()
    user.save()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    # Wagtail's history names an account by its address, and would go on naming the former one.
    about = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=about, object_id=str(user.pk)).update(label=str(user))


@transaction.atomic
def invite(user: User) -> None:
    """Mail a link for choosing a password to somebody for whom an account was made in the admin.

    Nobody else ever knows that password.
    """
    vouch_for_address(user)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    send("accounts.invited", recipient(user), {"url": reset_link(user)})


@transaction.atomic
def request_address_change(user: User, new: str) -> None:
    """Send a link to `new` that moves the account there. Somebody else's address gets a hint instead."""
    if is_taken(new, by_other_than=user):
        tell_of_attempt(new)
        return
    url = link(user.language, "account_confirm_address", change_token(user, new))
    # Without the name, which she may have made up as a message to whoever reads `new`.
    send("accounts.confirm_address", Recipient(new, user.language), {"url": url, "old_address": user.email})


def tell_of_attempt(address: str) -> None:
    """Tell the owner of an address in use that somebody tried to create an account with it."""
    user = User.objects.filter(email__iexact=address).first()
    change = AddressChange.objects.reserving(address).select_related("user").first()
    if user is None and change is not None:
        send("accounts.address_reserved", recipient(change.user, address), {"until": change.undoable_until})
    elif user is not None:
        links = {
            "sign_in_url": link(user.language, "account_login"),
            "reset_url": link(user.language, "account_reset_password"),
        }
        send("accounts.already_has_account", recipient(user, address), links)


@transaction.atomic
def change_address(user: User, new: str) -> AddressChange:
    """Move the account to `new`, whose owner has just confirmed it, and tell the old address how to undo that.

    The caller has made sure that `user` asked for it. An account that has moved there already stays as
    it is. Raises AddressTakenError and ChangedMeanwhileError.
    """
    current = User.objects.select_for_update().get(pk=user.pk)
    if current.email == new:
        done: AddressChange = current.address_changes.latest("pk")
        return done
    _refuse_if_changed(user, current)
    if is_taken(new, by_other_than=user):
        raise AddressTakenError
    change = AddressChange.objects.create(user=user, old=user.email, new=new)
    _move(user, new)
    url = link(user.language, "account_undo_address_change", undo_token(change))
    send(
        "accounts.address_changed",
        recipient(user, change.old),
        {"url": url, "new_address": new, "until": change.undoable_until},
    )
    return change


@transaction.atomic
def undo_address_change(change: AddressChange) -> User:
    """Give the account back to its old address, for somebody who reads that and says it was not she who left it.

    Later changes are undone with it, sessions end, second factors that may be a stranger's go, passkeys
    that stay no longer open the account alone, and the old address gets a link for a new password,
    without which nobody signs in. Raises AddressTakenError.
    """
    user: User = User.objects.select_for_update().get(pk=change.user_id)
    if is_taken(change.old, by_other_than=user):
        raise AddressTakenError
    user.address_changes.undoable().filter(changed_at__gte=change.changed_at).update(undone_at=timezone.now())
    _move(user, change.old)
    user.set_unusable_password()
    user.save()
    _remove_factors_since(user, change)
    demand_password_before_passkeys(user)
    send("accounts.address_restored", recipient(user), {"url": reset_link(user), "factors": factors_of(user)})
    return user


def _move(user: User, address: str) -> None:
    user.email = address
    try:
        with transaction.atomic():
            vouch_for_address(user)
    except IntegrityError:
        # Somebody else came to it between the question and the answer.
        raise AddressTakenError from None


def _remove_factors_since(user: User, change: AddressChange) -> None:
    factors = Authenticator.objects.filter(user=user)
    factors.filter(created_at__gte=change.changed_at - DISTRUSTED_BEFORE).delete()
    if not has_second_factor(user):
        factors.delete()


@transaction.atomic
def choose_password(user: User, password: str) -> None:
    """Give the account of `user` another password. Raises ChangedMeanwhileError."""
    _refuse_if_changed(user, User.objects.select_for_update().get(pk=user.pk))
    user.set_password(password)
    user.save()


@transaction.atomic
def end_sessions(user: User) -> None:
    """Sign `user` out everywhere. The caller keeps a session that may go on. Raises ChangedMeanwhileError."""
    _refuse_if_changed(user, User.objects.select_for_update().get(pk=user.pk))
    user.sessions_ended += 1
    user.save()


def _refuse_if_changed(user: User, current: User) -> None:
    """A request that began in a stranger's session must not outlive the deed that ended it."""
    if (user.email, user.get_session_auth_hash()) != (current.email, current.get_session_auth_hash()):
        raise ChangedMeanwhileError


@transaction.atomic
def reset_second_factor(user: User) -> int:
    """Remove all second factors of somebody who has lost hers, end her sessions, and give how many there were."""
    count: int = Authenticator.objects.filter(user=user).delete()[0]
    end_sessions(user)
    send("accounts.second_factor_reset", recipient(user), {"sign_in_url": link(user.language, "account_login")})
    return count


def switch_mail(user: User, kind: str, *, off: bool) -> None:
    MailSwitch.objects.update_or_create(user=user, kind=kind, defaults={"off": off})


def forget_address_changes() -> int:
    """Delete changes of address older than 30 days, and give how many that were."""
    count, _ = AddressChange.objects.all().outlived().delete()
    return count
