"""Links to conversations, as mails carry them."""

from network.models import Conversation
from portal.accounts.links import LinkExpiredError, link
from portal.accounts.models import User
from portal.accounts.sealing import UnreadableError, seal, unseal

_PURPOSE = "network.conversation of a visitor"


def conversation_link(user: User, conversation: Conversation) -> str:
    return link(user.language, "network:conversation", str(conversation.pk))


def visitors_link(conversation: Conversation) -> str:
    """Opens the conversation to whoever reads the visitor's mail, as long as there is one."""
    return link(conversation.language, "network:visitor", seal(_PURPOSE, str(conversation.pk)))


def conversation_behind(token: str) -> Conversation:
    """Raises LinkExpiredError where the link is none of ours or the conversation is over and forgotten."""
    try:
        return Conversation.objects.with_people().get(pk=int(unseal(_PURPOSE, token)), user=None)
    except (UnreadableError, Conversation.DoesNotExist):
        raise LinkExpiredError from None
