"""What one writes to a network."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from network.forms.plain import a_sentence
from network.models import MembershipEvent, Network, Nomination


def words_field(label: Any, **options: Any) -> forms.CharField:
    """A few sentences, as long as the record of a membership takes."""
    longest = getattr(MembershipEvent._meta.get_field("text"), "max_length", None)
    rows = options.pop("rows", 6)
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ApplicationForm(forms.Form):
    """Why somebody wants to join; the European network also asks by what one knows an expert, or for a nomination."""

    motivation = words_field(
        _("Why would you like to join?"),
        validators=[a_sentence],
        help_text=_(
            "What you would bring, and what you look for. The coordinators read this together with your profile."
        ),
    )
    evidence = words_field(
        _("What shows your expertise?"),
        required=False,
        help_text=_("Studies, projects, training you led, people who can say so. Links are welcome."),
    )

    def __init__(self, network: Network, nominations: list[Nomination], data: QueryDict | None = None) -> None:
        super().__init__(data)
        if not network.is_european:
            del self.fields["evidence"]
        elif not nominations:
            self.fields["evidence"].required = True
            self.fields["evidence"].validators.append(a_sentence)


class AnswerForm(forms.Form):
    answer = words_field(_("Your answer"))
