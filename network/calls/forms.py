"""Publishing a call, answering one, and thanking those who did."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.calls.limits import FURTHEST_DEADLINE, MOST_ANSWERS, MOST_WANTED
from network.calls.states import CallKind
from network.forms.plain import a_sentence, validate_readable
from network.models import Call, CallAnswer
from portal.vocabulary.countries import country_choices
from portal.vocabulary.languages import current_language
from portal.vocabulary.models import Expertise

_A_MONTH = timedelta(days=30)


def _longest(model: type[Model], column: str) -> int | None:
    return getattr(model._meta.get_field(column), "max_length", None)


class CallForm(forms.Form):
    """A call as its author writes it."""

    kind = forms.ChoiceField(label=_("What I look for"), choices=CallKind, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("In one line"),
        max_length=_longest(Call, "title"),
        validators=[validate_readable],
        help_text=_("For example: partner in Spain for a project on portfolios with young adults."),
    )
    text = forms.CharField(
        label=_("What it is about"),
        max_length=_longest(Call, "text"),
        validators=[a_sentence],
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What you plan, what the other would do, when, and whether there is money for it."),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)
    country = forms.ChoiceField(label=_("Country"), required=False)
    expertises = forms.ModelMultipleChoiceField(
        label=_("Knows about"), queryset=Expertise.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    wanted = forms.IntegerField(label=_("How many I look for"), min_value=1, max_value=MOST_WANTED, initial=1)
    most_answers = forms.IntegerField(
        label=_("How many answers I can read"),
        min_value=1,
        max_value=MOST_ANSWERS,
        initial=20,
        help_text=_("With so many, the call takes no more: nobody writes to you for nothing."),
    )
    deadline = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The call closes by itself after that day."),
    )
    is_public = forms.BooleanField(
        label=_("Visitors may read it too"),
        required=False,
        help_text=_("With your name, if your profile is for everybody. Only members can answer."),
    )

    def __init__(self, data: Any = None, call: Call | None = None) -> None:
        initial = {name: getattr(call, name) for name in self.base_fields if name != "expertises"} if call else {}
        if call:
            initial["expertises"] = call.expertises.all()
        language = current_language()
        super().__init__(data, initial={"language": language, "deadline": _in_a_month(), **initial})
        self.fields["country"].choices = [("", _("Anywhere")), *country_choices(language)]  # type: ignore[attr-defined]  # of a field with choices
        self.fields["expertises"].queryset = Expertise.objects.all()  # type: ignore[attr-defined]  # of a field that chooses a model

    def clean_deadline(self) -> date:
        deadline: date = self.cleaned_data["deadline"]
        today = timezone.localdate()
        if deadline < today:
            raise forms.ValidationError(_("This day is over. Please choose one to come."))
        if deadline > today + FURTHEST_DEADLINE:
            raise forms.ValidationError(_("A call is open for a year at most."))
        return deadline

    @property
    def columns(self) -> dict[str, Any]:
        """What was chosen, but for the expertises."""
        return {name: value for name, value in self.cleaned_data.items() if name != "expertises"}


def _in_a_month() -> date:
    return timezone.localdate() + _A_MONTH


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=_longest(CallAnswer, "text"),
        validators=[a_sentence],
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The author reads it together with your profile; nobody else does."),
    )


class ThanksForm(forms.Form):
    thanks = forms.CharField(
        label=_("What you write to all who answered"),
        max_length=2000,
        validators=[a_sentence],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Each gets it by e-mail and learns whether she is on your short list."),
    )
