"""The invitation, and its one reminder."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.invitations.links import invitation_link
from network.models import Invitation
from portal.mail.kinds import Kind, no_account
from portal.mail.recipients import Recipient
from portal.mail.sending import send


def _sample() -> dict[str, Any]:
    page = f"{settings.SITE_URL}/en/"
    return {
        "network_name": "Österreich",
        "inviter": "Jonas Brandt",
        "note": "We met at the open afternoon in Salzburg.",
        "source": "your entry in the list of the open afternoon in Salzburg",
        "until": timezone.now(),
        "url": page,
        "stop_url": page,
    }


KINDS = (
    Kind(
        "network.invitation",
        _("An invitation into a network"),
        _("You get it because somebody who coordinates a network knows your address."),
        essential=True,
        audience=no_account,
        sample=_sample,
    ),
    Kind(
        "network.invitation_reminder",
        _("A reminder of an invitation"),
        _("You get it once, a week after an invitation that waits for your answer."),
        essential=True,
        audience=no_account,
        sample=_sample,
    ),
)


def tell_invited(invitation: Invitation, mail: str = "invitation") -> None:
    """Send the invitation, or the reminder, with the ways to say no to it and to all others."""
    stop_url = invitation_link(invitation, "refuse_invitations")
    context = {
        "network_name": invitation.network.name(invitation.language),
        "inviter": inviter_of(invitation),
        "note": invitation.note,
        "source": invitation.source,
        "until": invitation.kept_until,
        "url": invitation_link(invitation),
        "stop_url": stop_url,
    }
    guest = Recipient(invitation.address, invitation.language, invitation.name)
    send(f"network.{mail}", guest, context, stop_url=stop_url)


def inviter_of(invitation: Invitation) -> str:
    """The coordinator who invited, by the name on her profile; empty once she has none."""
    member = getattr(invitation.by, "member", None)
    return member.name if member else ""
