"""The mails about calls."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.calls.states import AnswerState
from network.models import Call, CallAnswer
from portal.accounts.links import link
from portal.accounts.mails import recipient
from portal.mail.kinds import Kind
from portal.mail.sending import send


def _sample() -> dict[str, Any]:
    return {
        "title": "A partner in Spain for a project on portfolios",
        "name": "Elif Yıldız",
        "text": "We have worked with portfolios for three years.\nMay we talk next week?",
        "answers": 3,
        "is_shortlisted": True,
        "deadline": timezone.localdate(),
        "url": f"{settings.SITE_URL}/en/",
    }


KINDS = (
    Kind("network.call_answer", _("Somebody answers your call"), _("One mail for each answer."), sample=_sample),
    Kind(
        "network.call_closed",
        _("Your call is closed"),
        _("When the last day of a call of yours is over."),
        essential=True,
        sample=_sample,
    ),
    Kind(
        "network.call_thanks",
        _("A call that you answered"),
        _("What its author writes to all who answered, once it is closed."),
        essential=True,
        sample=_sample,
    ),
)


def tell_author(answer: CallAnswer) -> None:
    if user := answer.call.author.user:
        context = {"title": answer.call.title, "name": answer.member.name, "text": answer.text}
        send("network.call_answer", recipient(user), context | {"url": _link(answer.call, user.language)})


def tell_of_closing(call: Call) -> None:
    if user := call.author.user:
        context = {"title": call.title, "answers": call.answers.count(), "deadline": call.deadline}
        send("network.call_closed", recipient(user), context | {"url": _link(call, user.language)})


def tell_answerer(answer: CallAnswer, text: str) -> None:
    if user := answer.member.user:
        context = {
            "title": answer.call.title,
            "name": answer.call.author.name,
            "text": text,
            "is_shortlisted": answer.state == AnswerState.SHORTLISTED,
            "url": _link(answer.call, user.language),
        }
        send("network.call_thanks", recipient(user), context)


def _link(call: Call, language: str) -> str:
    return link(language, "network:call", str(call.pk))
