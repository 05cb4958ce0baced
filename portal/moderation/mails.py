"""The mails about reports: to those who report, to the author, and to the moderators."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.accounts.links import link
from portal.accounts.mails import recipient
from portal.accounts.sealing import seal
from portal.mail.kinds import Kind, every_account
from portal.mail.recipients import Recipient
from portal.mail.sending import send
from portal.moderation.models import Case, Report
from portal.moderation.permissions import may_moderate, moderators
from portal.moderation.reportables import Reportable, reportable
from portal.moderation.states import CaseState, Ground

CONFIRMING = "moderation.address of a report"
_REPORTERS = _("You get it because you reported something, or somebody typed your address doing so.")


def _sample() -> dict[str, Any]:
    page = f"{settings.SITE_URL}/en/"
    return {
        "reference": "R-7",
        "title": "Elif Yıldız",
        "kind_label": _("profile"),
        "state": "withheld",
        "reasons": "The profile offers certificates that do not exist.",
        "ground": _("the terms of this portal"),
        "withheld": _("Nobody but its owner sees the profile."),
        "until": "2027-05-28",
        "url": page,
        "is_appeal": False,
        "may_appeal": True,
    }


KINDS = tuple(
    Kind(f"moderation.{name}", title, description, essential=True, audience=audience, sample=_sample)
    for name, title, description, audience in (
        ("receipt", _("Your report has arrived"), _REPORTERS, every_account),
        ("decision", _("What became of your report"), _REPORTERS, every_account),
        (
            "statement",
            _("A decision about something of yours"),
            _("When moderators decide about what you published."),
            every_account,
        ),
        ("waiting", _("A case waits"), _("For moderators."), may_moderate),
    )
)


def kind_of(case: Case) -> Reportable:
    """Raises LookupError for a kind that no room names any more."""
    found = reportable(case.kind)
    if found is None:
        raise LookupError(case.kind)
    return found


def send_receipt(made: Report) -> None:
    """To a visitor's address goes nothing that was typed, and a button to say that it is hers."""
    reader = _reader(made)
    is_known = made.reporter or made.confirmed
    url = "" if is_known else link(reader.language, "moderation:confirm", seal(CONFIRMING, str(made.pk)))
    send("moderation.receipt", reader, {"reference": made.reference, "url": url})


def tell_reporters(case: Case, reasons: str) -> None:
    for made in case.reports.to_be_told():
        context = {
            "reference": made.reference,
            "title": case.title or case.kind_label,
            "state": case.state,
            "reasons": reasons,
        }
        send("moderation.decision", _reader(made), context)


def tell_author(case: Case, reasons: str, ground: Ground | None = None) -> None:
    """The statement of reasons (Art. 17), or what came of the appeal."""
    author = case.author
    if author is None or not author.is_active:
        return
    with override(author.language):
        context = {
            "title": case.title,
            "kind_label": case.kind_label,
            "state": case.state,
            "reasons": reasons,
            "ground": ground.label if ground else "",
            "withheld": kind_of(case).withheld,
            "until": case.appeal_until.date().isoformat(),
            "is_appeal": case.state != CaseState.WITHHELD,
            "url": link(author.language, "moderation:decisions"),
        }
        send("moderation.statement", recipient(author), context)


def tell_moderators(case: Case) -> None:
    """Those who may decide on it; on an appeal operators too hear where there is no second person."""
    concerned = [pk for pk in (case.author_id, case.decided_by_id) if pk]
    people = moderators().exclude(pk__in=concerned)
    url = f"{settings.SITE_URL}{reverse('moderation_desk:case', args=[case.pk])}"
    for user in people:
        is_appeal = case.state == CaseState.APPEALED
        send("moderation.waiting", recipient(user), {"title": case.title, "is_appeal": is_appeal, "url": url})


def _reader(made: Report) -> Recipient:
    return recipient(made.reporter) if made.reporter else Recipient(made.address, made.language)
