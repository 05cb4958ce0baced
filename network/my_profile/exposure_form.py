"""The form that asks who may find a member, with nothing ticked."""

from django import forms
from django.http import QueryDict

from network.exposure import Exposure
from network.models import Member


class ExposureForm(forms.Form):
    """A tick for each way of being found, ticked only where she has agreed to it already."""

    def __init__(self, member: Member, data: QueryDict | None = None) -> None:
        super().__init__(data)
        for exposure in Exposure:
            self.fields[exposure.value] = forms.BooleanField(
                label=exposure.label,
                help_text=exposure.explanation,
                required=False,
                initial=exposure.holds_for(member),
            )

    def chosen(self) -> list[Exposure]:
        return [exposure for exposure in Exposure if self.cleaned_data[exposure.value]]
