"""Whom a coordinator invites: one person, or those in a file; and the second look before anything is sent."""

import json
from dataclasses import asdict
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from network.invitations.csv_file import Guest, Reading, UnreadableFileError, read_guests
from network.invitations.limits import MOST_BYTES
from network.models import Network
from network.querysets import NetworkQuerySet
from portal.accounts.forms import no_link
from portal.accounts.models import User
from portal.accounts.sealing import UnreadableError, seal, unseal

_PURPOSE = "network.invitations to look at"
_HOUR = 60 * 60


class InviteForm(forms.Form):
    """The clean form gives a `reading`: guests, or what is wrong in which line."""

    network = forms.ModelChoiceField(label=_("Network"), queryset=Network.objects.none(), empty_label=None)
    email = forms.EmailField(label=_("E-mail address"), required=False, help_text=_("For one person."))
    name = forms.CharField(label=_("Name"), required=False, max_length=120, validators=[no_link])
    file = forms.FileField(
        label=_("A list as a file"),
        required=False,
        help_text=_(
            "CSV in UTF-8, with the columns email, name, language and source; all but the first may be missing. "
            "Nothing is sent before you have looked at it."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=settings.LANGUAGES, help_text=_("Where the file names none.")
    )
    source = forms.CharField(
        label=_("Where the address comes from"),
        required=False,
        max_length=200,
        help_text=_("The person reads it, for example: “the list of guests of our open afternoon on 3 May”."),
    )
    note = forms.CharField(
        label=_("A few words of your own"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in the mail, below your name."),
    )
    reading: Reading

    def __init__(self, *args: Any, user: User, networks: NetworkQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]  # of a field that chooses a model
        self.fields["language"].initial = user.language

    def clean_file(self) -> bytes | None:
        uploaded: UploadedFile[Any] | None = self.cleaned_data["file"]
        if uploaded is None:
            return None
        if (uploaded.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a list of addresses."))
        return bytes(uploaded.read())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        content, address = cleaned.get("file"), cleaned.get("email")
        if self.errors:
            return cleaned
        if bool(content) == bool(address):
            raise forms.ValidationError(_("Give either one address or a file."))
        defaults = {"language": cleaned["language"], "source": cleaned["source"]}
        if address and not cleaned["source"]:
            self.add_error("source", _("Say where the address comes from: the person reads it."))
        elif address:
            self.reading = Reading([Guest(address.lower(), cleaned["name"], **defaults)])
        else:
            try:
                self.reading = read_guests(content or b"", **defaults)
            except UnreadableFileError as error:
                self.add_error("file", str(error))
        return cleaned

    def sealed(self) -> str:
        """What was read, to be kept in the page until it is confirmed: nothing is stored before."""
        guests = [asdict(guest) for guest in self.reading.guests]
        return seal(_PURPOSE, json.dumps([self.cleaned_data["network"].pk, guests, self.cleaned_data["note"]]))


def unsealed(sealed: str) -> tuple[int, list[Guest], str]:
    """The key of the network, the guests and the note of a form that was clean an hour ago at most.

    Raises UnreadableError.
    """
    network, guests, note = json.loads(unseal(_PURPOSE, sealed, max_age=_HOUR))
    return network, [Guest(**guest) for guest in guests], note


__all__ = ["InviteForm", "UnreadableError", "unsealed"]
