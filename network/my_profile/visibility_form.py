"""The form that says who sees which part of a profile."""

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst

from network.models import Member
from network.visibility import PROFILE_FIELDS, Visibility


class VisibilityForm(forms.Form):
    """One choice for each part. The whole profile becomes public on the page that asks for consent, not here."""

    def __init__(self, member: Member, data: QueryDict | None = None) -> None:
        super().__init__(data)
        labels = {column.name: column.verbose_name for column in Member._meta.fields}
        for name in PROFILE_FIELDS:
            column = f"{name}_visibility"
            shown = Visibility(getattr(member, column))
            may_be_public = name != "profile" or shown == Visibility.PUBLIC
            self.fields[name] = forms.ChoiceField(
                label=capfirst(str(labels[column])),
                choices=[one for one in Visibility.choices if may_be_public or one[0] != Visibility.PUBLIC],
                initial=shown,
            )

    def chosen(self) -> dict[str, Visibility]:
        return {name: Visibility(value) for name, value in self.cleaned_data.items()}
