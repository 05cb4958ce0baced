"""Pictures and documents as editors keep them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.images.models import Image as WagtailImage

from portal.files.documents import kind_of
from portal.files.images import CleanImage, reencoded
from portal.operations.bulk_changes import ReportingQuerySet


class PortalImageQuerySet(ReportingQuerySet["PortalImage"], ImageQuerySet):
    """Pictures, as Wagtail asks for them."""


class PortalImage(AbstractImage):
    """A picture, and whom to thank for it."""

    file: Any
    credit = models.CharField(_("credit"), max_length=160, blank=True)

    objects: ClassVar[PortalImageQuerySet] = PortalImageQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a new file that is no picture we take, however it came here."""
        if self.file and not self.file._committed and not isinstance(self.file.file, CleanImage):
            self.file = reencoded(self.file.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class PortalRendition(AbstractRendition):
    """A picture at one size, made by the portal."""

    image = models.ForeignKey(PortalImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_size")
        ]
        indexes = [models.Index(fields=["file"], name="renditions_by_file")]


class PortalDocumentQuerySet(ReportingQuerySet["PortalDocument"], DocumentQuerySet):
    """Documents, as Wagtail asks for them."""


class PortalDocument(AbstractDocument):
    """A file to download."""

    file: Any

    objects: ClassVar[PortalDocumentQuerySet] = PortalDocumentQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """Wagtail's complaint about the file's ending; one that was refused already has none to complain about."""
        if self.file:
            super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a new file whose content is not what its name says, however it came here."""
        if self.file and not self.file._committed:
            _check_name(self.file.name, kind_of(self.file.file))
        super().save(*args, **kwargs)


def _check_name(name: str, kind: str) -> None:
    if not name.lower().endswith(f".{kind}"):
        raise ValidationError(
            gettext("The content of this file is of the kind %(kind)s, but its name says otherwise."),
            code="wrong_extension",
            params={"kind": kind},
        )
