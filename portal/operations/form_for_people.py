"""A form that anybody may send without an account, and that programs find hard to fill in."""

import time
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

_SALT = "contact form"
# Nobody reads the page and writes a message in less. The page is cached for five minutes with its stamp,
# so the wait is shorter for whoever gets a copy, or none; few ask for it, and most programs get a new one.
_LEAST_SECONDS = 3
# A stamp that a program has read once is not good for ever. A form that stood open longer is shown again,
# with what was written in it.
_MOST_SECONDS = 24 * 60 * 60


class FormForPeople(forms.Form):
    """`shown` says when the form was drawn, and nobody sees `website`: programs fill it in."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="contact_%s", initial={"shown": signing.dumps(int(time.time()), salt=_SALT)})
        # Last of all, for whoever goes through the fields with a screen reader.
        self.order_fields([name for name in self.fields if name != "website"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("website") or not _was_read(cleaned.get("shown", "")):
            self.renew()
            raise ValidationError(
                _("This looked like a message sent by a program. Please look it over and send it once more.")
            )
        return cleaned

    def renew(self) -> None:
        """Have the form drawn again as if it were new, with what was written in it."""
        written = {name: self.data[name] for name in self.data}
        self.data = {**written, "website": "", "shown": self.initial["shown"]}


def _was_read(shown: str) -> bool:
    try:
        drawn: int = signing.loads(shown, salt=_SALT, max_age=_MOST_SECONDS)
    except signing.BadSignature:
        return False
    return time.time() - drawn >= _LEAST_SECONDS
