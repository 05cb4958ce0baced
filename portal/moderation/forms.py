"""Reporting, deciding, appealing."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.moderation.models import Report
from portal.moderation.states import Ground, Reason
from portal.operations.form_for_people import FormForPeople

_LONGEST = Report._meta.get_field("text").max_length
_SHORTEST = 20
_EXPLAIN = _("Where is it, and why is it wrong? The person concerned does not learn who you are.")


def _words(label: Any, help_text: Any = "", rows: int = 6) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=_LONGEST,
        validators=[MinLengthValidator(_SHORTEST, _("Please write a sentence or two, so that others can follow."))],
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReportForm(forms.Form):
    """What is wrong. Whoever may attach something that only she can read is asked whether she wants to."""

    reason = forms.ChoiceField(label=_("What is wrong?"), choices=Reason, widget=forms.RadioSelect)
    text = _words(_("Please explain"), _EXPLAIN)
    attaches = forms.BooleanField(
        label=_("Let the moderators read what was written to you"),
        help_text=_("Otherwise they know only what you write here."),
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, has_text: bool = False) -> None:
        super().__init__(data)
        if not has_text:
            del self.fields["attaches"]


class VisitorReportForm(FormForPeople):
    """The same without an account; the address is for the receipt and the decision."""

    reason = forms.ChoiceField(label=_("What is wrong?"), choices=Reason, widget=forms.RadioSelect)
    text = _words(_("Please explain"), _EXPLAIN)
    email = forms.EmailField(
        label=_("Your e-mail address, if you want to know what becomes of it"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AppealForm(forms.Form):
    text = _words(_("Why should it be decided otherwise?"), _("A second person reads this and decides anew."))


class Verdict(models.TextChoices):
    """The buttons of the desk, in words for whoever presses them."""

    KEEP = "keep", _("Leave it as it is")
    WITHHOLD = "withhold", _("Withhold it")
    UPHOLD = "uphold", _("Confirm the decision")
    REVERSE = "reverse", _("Restore it")


class DecisionForm(forms.Form):
    """Reasons, which the people concerned read as they are written."""

    reasons = _words(_("Reasons"), _("Goes to the author and to those who reported, just as you write it."))
    ground = forms.ChoiceField(label=_("It goes against"), choices=Ground, required=False)
    verdict = forms.ChoiceField(choices=Verdict, widget=forms.HiddenInput)

    def __init__(self, verdicts: tuple[Verdict, Verdict], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.verdicts = verdicts
        self.fields["verdict"] = forms.ChoiceField(
            choices=[(one.value, one.label) for one in verdicts], widget=forms.HiddenInput
        )
        if Verdict.WITHHOLD not in verdicts:
            del self.fields["ground"]
