"""What coordinators write to applicants and members."""

from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from network.joining.forms import words_field


class Decision(models.TextChoices):
    """What a coordinator can do with an application; the label is what the button says."""

    APPROVE = "approve", _("Admit")
    ASK = "ask", _("Ask back")
    DECLINE = "decline", _("Decline")


class DecisionForm(forms.Form):
    """A decision, and the words that go with it. Admitting needs none."""

    text = words_field(_("What you write"), required=False)
    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") in (Decision.ASK, Decision.DECLINE) and not cleaned.get("text"):
            self.add_error("text", _("Please write what you want to know, or why you decline."))
        return cleaned


class ReasonForm(forms.Form):
    """One text, whose label says what it is for."""

    text = words_field("")

    def __init__(self, label: Any, data: QueryDict | None = None, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.fields["text"].label = label
