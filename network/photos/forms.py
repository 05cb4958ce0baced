"""The form for one's own portrait."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.files.images import CleanImage, reencoded

_MOST_BYTES = 10 * 1024 * 1024
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim", b"ftyphevc")


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("A picture of your face"),
        help_text=_("A JPEG or PNG file of up to 10 MB. It is cut to a square; place and date are taken out of it."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    def clean_photo(self) -> CleanImage:
        """The picture made anew, so that nothing else of the upload is looked at any further."""
        upload: Any = self.cleaned_data["photo"]
        if upload.size > _MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Please choose a smaller one."))
        head = upload.read(16)
        if any(mark in head for mark in _HEIC):
            raise forms.ValidationError(
                _("This is a HEIC file, which few browsers show. Please share the photo as JPEG and choose that.")
            )
        return reencoded(upload)
