"""Where a form that came back takes the focus."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string


class Wish(forms.Form):
    kind = forms.ChoiceField(choices=[("film", "Film"), ("guide", "Guide")], widget=forms.RadioSelect)
    words = forms.CharField()

    def clean(self) -> None:
        if self.cleaned_data.get("words") == "nonsense":
            raise forms.ValidationError("Say it in other words.")


@pytest.mark.parametrize(
    ("sent", "focused"),
    [
        ({}, ["fieldset"]),
        ({"kind": "film"}, ["input"]),
        ({"kind": "film", "words": "nonsense"}, []),
        ({"kind": "film", "words": "with subtitles"}, []),
    ],
)
def test_the_first_thing_to_mend_has_the_focus_and_nothing_else(sent: dict[str, str], focused: list[str]) -> None:
    form = Wish(sent)
    form.is_valid()

    drawn = "".join(render_to_string("components/field.html", {"field": field}) for field in form)

    assert re.findall(r"<(\w+)[^>]*\sautofocus", drawn) == focused


def test_choices_are_heard_with_what_is_wrong() -> None:
    form = Wish({})
    form.is_valid()

    drawn = render_to_string("components/field.html", {"field": form["kind"]})

    assert 'aria-describedby="id_kind_error"' in drawn
    assert 'id="id_kind_error"' in drawn
