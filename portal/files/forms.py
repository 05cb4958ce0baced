"""The forms that Wagtail's library uses wherever somebody uploads."""

from typing import Any

from django.forms import Field
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from portal.files.fields import DocumentUploadField, ImageUploadField


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _replace(self.fields, ImageUploadField)


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _replace(self.fields, DocumentUploadField)


def _replace(fields: dict[str, Field], field_type: type[Field]) -> None:
    """Put our field in the place of Wagtail's. The form for many files at once has none."""
    if old := fields.get("file"):
        fields["file"] = field_type(label=old.label, required=old.required, widget=old.widget)
