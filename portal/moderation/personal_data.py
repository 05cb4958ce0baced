"""What is held about reports, by those who made them, about those concerned and by those who decided."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.personal_data.purposes import LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, register_personal_data
from portal.moderation.actions import WORDS_KEPT, forget_author, forget_reporter
from portal.moderation.models import Case, CaseEvent, Report
from portal.moderation.states import CaseState, Event, Ground, Reason

_TASK = "portal.moderation.tasks.settle_cases"
_KEPT = (Retention(_("6 months after the decision; then only counts remain."), WORDS_KEPT, _TASK),)
_MODERATORS = _("The moderators; the provider that hosts the portal.")

REPORTS = Purpose(
    key="reports",
    order=80,
    title=_("What you report"),
    held=_("What you reported and why, what you attached, and your address if you gave one without an account."),
    why=_("So that moderators can look into it and tell you what became of it (Art. 16 DSA)."),
    basis=LegalBasis.LEGAL_OBLIGATION,
    retention=_KEPT,
    recipients=_MODERATORS,
)
CASES = Purpose(
    key="moderation_cases",
    order=81,
    title=_("Decisions about what you published"),
    held=_("What of yours was reported, what was decided about it and why, and your appeal."),
    why=_("So that decisions can be reasoned, appealed against and reversed (Art. 17 and 20 DSA)."),
    basis=LegalBasis.LEGAL_OBLIGATION,
    retention=_KEPT,
    recipients=_MODERATORS,
)
MODERATING = Purpose(
    key="moderating",
    order=82,
    title=_("What you decided as a moderator"),
    held=_("Which cases you decided, how, when and with which reasons. Only for moderators."),
    why=_("So that a second person decides on an appeal, and decisions can be followed."),
    basis=LegalBasis.LEGITIMATE_INTERESTS,
    retention=_KEPT,
)


def register_what_moderation_holds() -> None:
    common = {"title": _("title"), "text": _("text"), "at": _("when")}
    register_personal_data(
        PersonalData(
            REPORTS,
            models=(Report,),
            labels={**common, "reason": _("reason"), "attached": _("attached text")},
            export=_reports,
            wordings={"reason": lambda value: Reason(value).label},
            erase=forget_reporter,
            erasure=_("Deleted."),
        )
    )
    register_personal_data(
        PersonalData(
            CASES,
            models=(Case,),
            labels={
                **common,
                "state": _("state"),
                "url": _("address"),
                "steps": _("steps"),
                "event": _("what happened"),
                "ground": _("ground"),
            },
            export=_cases,
            wordings=_WORDINGS | {"state": lambda value: CaseState(value).label},
            erase=forget_author,
            erasure=_("Your name is taken out; what was published goes with your account."),
        )
    )
    register_personal_data(
        PersonalData(
            MODERATING,
            models=(CaseEvent,),
            labels={**common, "event": _("what happened"), "ground": _("ground")},
            export=_decisions,
            wordings=_WORDINGS,
            erasure=_("Your name is taken out; the decision stays."),
        )
    )


_WORDINGS = {
    "event": lambda value: Event(value).label,
    "ground": lambda value: Ground(value).label if value else "",
}


def _reports(user: User) -> list[Record]:
    return [
        {"title": one.case.title, "reason": one.reason, "text": one.text, "attached": one.attached, "at": one.at}
        for one in Report.objects.of(user).select_related("case")
    ]


def _cases(user: User) -> list[Record]:
    return [
        {"title": one.title, "url": one.url, "state": one.state, "steps": [_step(event) for event in one.events.all()]}
        for one in Case.objects.against(user).prefetch_related("events").order_by("pk")
    ]


def _decisions(user: User) -> list[Record]:
    events = CaseEvent.objects.filter(by=user).exclude(event=Event.APPEALED).select_related("case")
    return [{"title": event.case.title, **_step(event)} for event in events]


def _step(event: CaseEvent) -> Record:
    return {"event": event.event, "text": event.text, "ground": event.ground, "at": event.at}
