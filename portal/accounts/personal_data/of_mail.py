"""What is held so that mail reaches somebody: changes of her address, what she switched off, what waits to be sent."""

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions import is_taken
from portal.accounts.models import AddressChange, MailSwitch, User
from portal.accounts.models.address_change import KEPT_FOR, UNDO_PERIOD
from portal.accounts.personal_data.purposes import LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, labels_of, register_personal_data
from portal.accounts.tasks import forget_address_changes
from portal.mail import outbox
from portal.mail.kinds import registered_kinds
from portal.mail.models import OutgoingMail
from portal.mail.tasks import sweep

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ADDRESS_CHANGES = Purpose(
    key="address_changes",
    order=25,
    title=_("Taking a change of address back"),
    held=_("Your old and your new e-mail address, and when you changed it."),
    why=format_lazy(
        _("So that you can take your account back for {days} days if somebody else changed the address."),
        days=UNDO_PERIOD.days,
    ),
    basis=LegalBasis.LEGITIMATE_INTERESTS,
    retention=(
        Retention(
            format_lazy(_("{days} days after the change."), days=KEPT_FOR.days), KEPT_FOR, forget_address_changes.name
        ),
    ),
)
MAIL = Purpose(
    key="mail",
    order=28,
    title=_("Mail to you"),
    held=_("Which e-mails you switched off. Each e-mail to you, with your address, while it waits to be sent."),
    why=_("So that mail reaches you, and only what you want."),
    basis=LegalBasis.CONTRACT,
    retention=(
        Retention(_("What you switched off: until you delete your account. An e-mail: until it is sent.")),
        Retention(
            format_lazy(_("An e-mail that could not be sent: {days} days."), days=outbox.FAILED_KEPT.days),
            outbox.FAILED_KEPT,
            sweep.name,
        ),
    ),
    recipients=_("The providers that host the portal and carry its mail."),
)
# Without the text: it may hold a link that opens her account, and a copy can get lost.
_OF_A_MAIL = ("address", "name", "language", "subject", "state", "reason", "created")


def register_what_mail_takes() -> None:
    register_personal_data(
        PersonalData(
            ADDRESS_CHANGES,
            models=(AddressChange,),
            labels={
                "old": _("old address"),
                "new": _("new address"),
                "changed_at": _("changed"),
                "undone_at": _("taken back"),
            },
            export=_address_changes,
            erasure=_("Deleted."),
        )
    )
    register_personal_data(
        PersonalData(
            MAIL,
            models=(MailSwitch, OutgoingMail),
            labels={
                "kind": _("kind of mail"),
                "switched_off": _("switched off"),
                **labels_of(OutgoingMail, _OF_A_MAIL),
            },
            export=_mail,
            wordings={"kind": _title},
            erase=_forget_mail,
            erasure=_("Deleted. One last e-mail tells you that the account is gone."),
        )
    )


def _title(kind: str) -> "StrOrPromise":
    known = {each.name: each.title for each in registered_kinds()}
    return known.get(kind, kind)


def _address_changes(user: User) -> list[Record]:
    return list(user.address_changes.order_by("pk").values("old", "new", "changed_at", "undone_at"))


def _mail(user: User) -> list[Record]:
    switches: list[Record] = [
        {"kind": switch.kind, "switched_off": switch.off} for switch in user.mail_switches.order_by("kind")
    ]
    waiting: list[Record] = [
        {"kind": mail.kind, **{column: getattr(mail, column) for column in _OF_A_MAIL}}
        for mail in OutgoingMail.objects.to(user.email).order_by("pk")
    ]
    return switches + waiting


def _forget_mail(user: User) -> None:
    """To her former addresses too, unless they are somebody else's by now."""
    former = {address for row in user.address_changes.values_list("old", "new") for address in row}
    for address in {user.email, *former}:
        if not is_taken(address, by_other_than=user):
            outbox.forget(address)
