"""What is held of calls and of the answers to them."""

from django.utils.translation import gettext_lazy as _

from network.calls.limits import ANSWERS_KEPT, CALLS_KEPT
from network.models import Call, CallAnswer
from portal.accounts.models import User
from portal.accounts.personal_data.purposes import Controller, LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, labels_of, register_personal_data

_TASK = "network.tasks.see_to_calls"
_COLUMNS = (
    *("kind", "title", "text", "language", "country", "wanted", "most_answers", "deadline", "is_public"),
    *("state", "withheld", "published", "closed", "thanked"),
)

CALLS = Purpose(
    key="calls",
    order=155,
    title=_("Calls"),
    held=_("The calls you publish, and what you answer to those of others, with the author’s short list."),
    why=_("So that people who plan something find partners, experts and trainers for it."),
    basis=LegalBasis.CONTRACT,
    retention=(
        Retention(_("An answer: 90 days after the call closed."), ANSWERS_KEPT, _TASK),
        Retention(_("A call: 365 days after it closed."), CALLS_KEPT, _TASK),
    ),
    controller=Controller.ASSOCIATION,
    recipients=_("Whoever may read the call; the answers, its author alone. The provider that hosts the portal."),
)


def register_calls() -> None:
    register_personal_data(
        PersonalData(
            CALLS,
            models=(Call, CallAnswer),
            labels={
                **labels_of(Call, _COLUMNS),
                "expertises": _("expertise asked for"),
                "answer": _("your answer"),
                "sent": _("sent"),
            },
            export=_calls,
            erasure=_("Deleted, your calls with all answers to them."),
        )
    )


def _calls(user: User) -> list[Record]:
    """Her calls, without what others answered, and her answers to others, without the author's short list."""
    own = Call.objects.of(user).prefetch_related("expertises").order_by("pk")
    published = [
        {**{name: getattr(one, name) for name in _COLUMNS}, "expertises": [str(term) for term in one.expertises.all()]}
        for one in own
    ]
    answers = CallAnswer.objects.of(user).select_related("call").order_by("pk")
    return [
        *published,
        *({"title": one.call.title, "answer": one.text, "sent": one.sent, "withheld": one.withheld} for one in answers),
    ]
