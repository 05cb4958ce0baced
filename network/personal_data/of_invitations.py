"""What is held of people who were invited, and that some never want to be."""

from django.utils.translation import gettext_lazy as _

from network.invitations.limits import KEPT
from network.models import Invitation
from portal.accounts.models import User
from portal.accounts.personal_data.purposes import Controller, LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, labels_of, register_personal_data

_COLUMNS = ("address", "name", "language", "source", "note", "sent", "reminded", "accepted")

INVITATIONS = Purpose(
    key="invitations",
    order=125,
    title=_("Invitations"),
    held=_(
        "Of whoever is invited into a network: e-mail address, name, language, where the address comes from, who "
        "invited, when, and whether she accepted. Of whoever never wants to be invited: a keyed hash of the address."
    ),
    why=_("So that networks can invite colleagues who do not know the portal yet, and never those who object."),
    basis=LegalBasis.LEGITIMATE_INTERESTS,
    retention=(
        Retention(_("An invitation: 30 days, or until she declines."), KEPT, "network.tasks.see_to_invitations"),
        Retention(_("The hash: until she asks us to invite her again.")),
    ),
    controller=Controller.NETWORKS,
    recipients=_(
        "The coordinators of the network that invites; the providers that host the portal and carry its mail."
    ),
)


def register_invitations() -> None:
    register_personal_data(
        PersonalData(
            INVITATIONS,
            models=(Invitation,),
            labels={"network": _("network"), **labels_of(Invitation, _COLUMNS)},
            export=_invitations,
            erase=_erase,
            erasure=_("Invitations to you are deleted. Those that you sent go without your name, and after 30 days."),
        )
    )


def _invitations(user: User) -> list[Record]:
    """Those to her; those that she sent hold others' addresses."""
    own = Invitation.objects.to(user.email).select_related("network").order_by("pk")
    return [{"network": one.network.code, **{name: getattr(one, name) for name in _COLUMNS}} for one in own]


def _erase(user: User) -> None:
    Invitation.objects.to(user.email).delete()
