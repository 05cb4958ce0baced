"""Upload fields that let nothing through but what was judged by its content."""

from typing import Any

from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from portal.files.documents import in_utf_8, kind_of, named_for_its_kind
from portal.files.images import reencoded


class ImageUploadField(WagtailImageField):
    """Wagtail's field, which is handed the picture made anew: it never opens what was uploaded."""

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        self.check_image_file_size(data)
        return super().to_python(reencoded(data))


class DocumentUploadField(WagtailDocumentField):
    """Wagtail's field, with a name that tells the truth about the content, and text that everybody can read."""

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None:
            file = in_utf_8(file)
            file.name = named_for_its_kind(file.name or "", kind_of(file))
            file.seek(0)
        return file
