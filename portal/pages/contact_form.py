"""The form for writing to the people who run the portal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.operations.form_for_people import FormForPeople


class ContactForm(FormForPeople):
    """A message to the people who run the portal."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    subject = forms.CharField(label=_("Subject"), max_length=140)
    message = forms.CharField(label=_("Message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
