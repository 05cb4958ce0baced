"""How much there is to read."""

from network.models import Message
from portal.accounts.models import User


def unseen_messages(user: User) -> int:
    return Message.objects.unseen_by(user).count()
