"""A film that another site plays, once the visitor asks for it."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructBlockValidationError, StructValue, TextBlock, URLBlock
from wagtail.images.blocks import ImageChooserBlock

from portal.pages.blocks.groups import MEDIA
from portal.pages.blocks.players import Player, player


class Embed(StructValue):
    """A film on another site."""

    @cached_property
    def player(self) -> Player | None:
        """None where the address is none that we show (any more)."""
        try:
            return player(self["address"] or "")
        except ValidationError:
            return None


class EmbedBlock(StructBlock):
    """A film on another site. Neither the page nor our server asks that site anything before a visitor does.

    Wagtail's block of this name would fetch from the provider and put its player on the page.
    """

    address = URLBlock(
        label=_("Address of the film"), max_length=300, help_text=_("Of its page on YouTube, Vimeo or PeerTube.")
    )
    title = CharBlock(label=_("Title"), max_length=120)
    description = TextBlock(label=_("What one sees and hears"), max_length=500)
    poster = ImageChooserBlock(label=_("Picture"), required=False, help_text=_("Shown until the film is loaded."))

    def clean(self, value: Embed) -> Embed:
        cleaned: Embed = super().clean(value)
        if cleaned["address"]:
            try:
                player(cleaned["address"])
            except ValidationError as error:
                raise StructBlockValidationError(block_errors={"address": error}) from error
        return cleaned

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Film from another site")
        description = _("A film on YouTube, Vimeo or PeerTube. It is loaded only when the visitor asks for it.")
        template = "pages/blocks/embed.html"
        value_class = Embed
        preview_value = {
            "address": "https://vimeo.com/76979871",
            "title": "A portfolio grows",
            "description": "Two colleagues talk about an afternoon on which a list of jobs became a list of skills.",
        }
