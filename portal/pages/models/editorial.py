"""What all pages that editors write have in common."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page

from portal.pages.blocks import BODY_BLOCKS
from portal.pages.models.following import FollowsOriginal
from portal.pages.previews import FramedPreview
from portal.pages.querysets import EditorialPageManager
from portal.pages.restrictable import RestrictablePage

# The project's first day, for what says of no time.
BEGINNING = datetime(2010, 10, 1, tzinfo=UTC)


class EditorialPage(FollowsOriginal, RestrictablePage, FramedPreview):
    """A page with an introduction, perhaps a picture, and a body made of blocks."""

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)
    image = models.ForeignKey(
        "files.PortalImage", models.SET_NULL, verbose_name=_("picture"), null=True, blank=True, related_name="+"
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_(
            "For readers who do not see it, in the language of this page. "
            "Left empty, the description that the picture has in the library is read out."
        ),
    )
    body = StreamField(BODY_BLOCKS, verbose_name=_("body"), blank=True)

    # Fields of Wagtail's, whose type nothing tells.
    first_published_at: datetime | None
    last_published_at: datetime | None
    # Given by `with_public_editions`.
    public_editions: list["EditorialPage"]

    objects: ClassVar[EditorialPageManager] = EditorialPageManager()

    text_panels: ClassVar[list[Panel]] = [
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, *text_panels]

    class Meta:
        abstract = True

    @property
    def image_words(self) -> str:
        """What the picture shows: as this page says it, else as the library does."""
        return self.image_alt or (self.image.description if self.image else "")

    @property
    def appeared(self) -> datetime:
        """When it was first published."""
        return self.first_published_at or BEGINNING

    @property
    def holds_a_place(self) -> bool:
        """Whether this is a copy in another language that waits for its translation.

        Wagtail makes such aliases of the pages above one that is translated.
        """
        return self.alias_of_id is not None and self.alias_of.locale_id != self.locale_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A copy that holds a place is never live, whatever becomes of its original: it is not in its language.

        Live, it would also go on being so once it is to be translated, with the translation unread.
        """
        if self.holds_a_place:
            self.live = False
        elif self.live and not self.first_published_at:
            self.first_published_at = timezone.now()
            self.last_published_at = self.last_published_at or self.first_published_at
        super().save(*args, **kwargs)
