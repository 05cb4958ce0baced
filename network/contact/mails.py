"""The mails of a conversation. None shows the address of the side that wrote, unless it said so."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from network.contact.links import conversation_link, visitors_link
from network.contact.sides import Side
from network.models import Conversation, Message
from portal.accounts.mails import recipient
from portal.accounts.models import User
from portal.mail.kinds import Kind, no_account
from portal.mail.recipients import Recipient
from portal.mail.sending import send


def _sample() -> dict[str, Any]:
    return {
        "name": "Elif Yıldız",
        "text": "I read that you know how competences are validated in Paris.\nMay I ask you two things?",
        "address": "elif@example.org",
        "url": f"{settings.SITE_URL}/en/",
    }


KINDS = (
    Kind(
        "network.message",
        _("Somebody writes to you"),
        _("In your profile you say who may write to you."),
        essential=True,
        sample=_sample,
    ),
    Kind(
        "network.confirm_message",
        _("Confirm your message"),
        _("You get it because this address was given with a message to a member."),
        essential=True,
        audience=no_account,
        sample=_sample,
    ),
    Kind(
        "network.answer_to_visitor",
        _("A member answers you"),
        _("You get it because you wrote to this member through the portal."),
        essential=True,
        audience=no_account,
        sample=_sample,
    ),
)


def ask_to_confirm(conversation: Conversation) -> None:
    """The mail holds nothing of what was typed but its language: it may go to a stranger."""
    context = {"name": conversation.member.name, "url": visitors_link(conversation)}
    send("network.confirm_message", Recipient(conversation.visitor_address, conversation.language), context)


def tell_other_side(message: Message) -> None:
    """Carry a message to the other side's mailbox, with the way to answer it through the portal."""
    conversation = message.conversation
    if message.side == Side.MEMBER:
        _tell_writer(conversation, message)
    elif conversation.member.user is not None:
        user = conversation.member.user
        context = {
            "name": _named(conversation, user),
            "text": message.text,
            "address": conversation.writer_address if conversation.shows_address else "",
            "url": conversation_link(user, conversation),
        }
        send("network.message", recipient(user), context)


def _named(conversation: Conversation, reader: User) -> str:
    with override(reader.language):
        return conversation.writer_name


def _tell_writer(conversation: Conversation, message: Message) -> None:
    context = {"name": conversation.member.name, "text": message.text}
    if user := conversation.user:
        send("network.message", recipient(user), context | {"url": conversation_link(user, conversation)})
    else:
        send("network.answer_to_visitor", _visitor(conversation), context | {"url": visitors_link(conversation)})


def _visitor(conversation: Conversation) -> Recipient:
    return Recipient(conversation.visitor_address, conversation.language, conversation.visitor_name)
