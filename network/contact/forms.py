"""What one writes to a member."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from network.models import Message
from portal.accounts.forms import no_link
from portal.operations.form_for_people import FormForPeople

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LONGEST = Message._meta.get_field("text").max_length


def _text(label: "StrOrPromise", rows: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": rows}))


def _shows_address() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Show my e-mail address, so that I can also be answered by e-mail"),
        required=False,
        help_text=_("Otherwise answers reach you through the portal, and nobody sees your address."),
    )


class MessageForm(forms.Form):
    """A first message from an account."""

    text = _text(_("Your message"), 8)
    shows_address = _shows_address()


class AnswerForm(forms.Form):
    text = _text(_("Your answer"), 5)


class VisitorMessageForm(FormForPeople):
    """A first message from a visitor, who has to say who she is and where an answer reaches her."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        validators=[no_link],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We write there first, to make sure that it is yours."),
    )
    text = _text(_("Your message"), 8)
    shows_address = _shows_address()
