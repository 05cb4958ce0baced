"""What is held of what people write to each other."""

from django.utils.translation import gettext_lazy as _

from network.contact.limits import MESSAGES_KEPT, UNCONFIRMED_KEPT
from network.contact.permissions import side_of
from network.models import Conversation, Message
from portal.accounts.models import User
from portal.accounts.personal_data.purposes import Controller, LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, register_personal_data

_TASK = "network.tasks.forget_messages"

MESSAGES = Purpose(
    key="messages",
    order=150,
    title=_("Messages"),
    held=_(
        "What you write to others through the portal and what they write to you, when, whether it was read, and whom "
        "you block. Of whoever writes without an account: name, e-mail address and language."
    ),
    why=_("So that people can write to each other without showing their addresses."),
    basis=LegalBasis.CONTRACT,
    retention=(
        Retention(_("Messages: 30 days."), MESSAGES_KEPT, _TASK),
        Retention(_("What a visitor does not confirm: 1 day."), UNCONFIRMED_KEPT, _TASK),
        Retention(_("Whom you block: as long as you do.")),
    ),
    controller=Controller.ASSOCIATION,
)


def register_messages() -> None:
    register_personal_data(
        PersonalData(
            MESSAGES,
            models=(Conversation, Message),
            labels={
                "with": _("with whom"),
                "started": _("since when"),
                "you_block": _("you block"),
                "they_read_your_address": _("your address is shown"),
                "messages": _("messages"),
                "by_you": _("written by you"),
                "text": _("text"),
                "sent": _("sent"),
            },
            export=_conversations,
            erasure=_("Deleted on both sides, what others wrote to you too."),
        )
    )


def _conversations(user: User) -> list[Record]:
    own = Conversation.objects.visible_to(user).with_people().prefetch_related("messages")
    return [_record(conversation, user) for conversation in own.order_by("pk")]


def _record(conversation: Conversation, user: User) -> Record:
    side = side_of(user, conversation)
    assert side is not None
    return {
        "with": conversation.name_of(side.other),
        "started": conversation.started,
        "you_block": getattr(conversation, f"blocked_by_{side}"),
        "they_read_your_address": conversation.shows_address and conversation.user_id == user.pk,
        "messages": [
            {"by_you": one.side == side, "text": one.text, "sent": one.sent} for one in conversation.messages.all()
        ],
    }
