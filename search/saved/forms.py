"""How a search is kept."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.saved.models import Rhythm, SavedSearch

_LONGEST = SavedSearch._meta.get_field("title").max_length or 0


class SavedSearchForm(forms.Form):
    title = forms.CharField(label=_("What you call it"), max_length=_LONGEST)
    rhythm = forms.ChoiceField(label=_("Tell me about what is new"), choices=Rhythm, widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, **given: Any) -> None:
        initial = {"title": str(given["title"])[:_LONGEST], "rhythm": given.get("rhythm", Rhythm.WEEKLY)}
        super().__init__(data, initial=initial)

    @property
    def chosen(self) -> tuple[str, Rhythm]:
        return self.cleaned_data["title"], Rhythm(self.cleaned_data["rhythm"])
