"""The link in an invitation."""

from network.models import Invitation
from portal.accounts.links import LinkExpiredError, link
from portal.accounts.sealing import UnreadableError, seal, unseal

_PURPOSE = "network.invitation"


def invitation_link(invitation: Invitation, page: str = "invitation") -> str:
    return link(invitation.language, f"network:{page}", seal(_PURPOSE, str(invitation.pk)))


def invitation_behind(token: str) -> Invitation:
    """Raises LinkExpiredError where the link is none of ours, or the invitation was taken back or is too old."""
    try:
        return Invitation.objects.valid().select_related("network", "by__member").get(pk=int(unseal(_PURPOSE, token)))
    except (UnreadableError, Invitation.DoesNotExist):
        raise LinkExpiredError from None
