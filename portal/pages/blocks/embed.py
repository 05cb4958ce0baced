"""A film that another site plays, once the visitor asks for it."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue, TextBlock
from wagtail.images.blocks import ImageChooserBlock

from portal.pages.blocks.addresses import AddressBlock
from portal.pages.blocks.groups import MEDIA
from portal.pages.blocks.players import HOSTS, Player, player


class Embed(StructValue):
    """A film on another site."""

    @cached_property
    def player(self) -> Player | None:
        """None where the address is none that we show (any more)."""
        try:
            return player(self["address"] or "")
        except ValidationError:
            return None


class FilmAddressBlock(AddressBlock):
    """The address of a film's page on a site whose films we show."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Not given from outside: migrations keep what is, and this depends on the settings.
        self.field.help_text = format_lazy(_("Of its page on {hosts}."), hosts=", ".join(HOSTS))

    def check_address(self, address: str) -> None:
        player(address)


class EmbedBlock(StructBlock):
    """A film on another site. Neither the page nor our server asks that site anything before a visitor does.

    Wagtail's block of this name would fetch from the provider and put its player on the page.
    """

    address = FilmAddressBlock(label=_("Address of the film"))
    title = CharBlock(label=_("Title"), max_length=120)
    description = TextBlock(label=_("What one sees and hears"), max_length=500)
    poster = ImageChooserBlock(label=_("Picture"), required=False, help_text=_("Shown until the film is loaded."))

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Film from another site")
        description = format_lazy(
            _("A film on {hosts}. It is loaded only when the visitor asks for it."), hosts=", ".join(HOSTS)
        )
        template = "pages/blocks/embed.html"
        value_class = Embed
        preview_value = {
            "address": "https://vimeo.com/76979871",
            "title": "A portfolio grows",
            "description": "Two colleagues talk about an afternoon on which a list of jobs became a list of skills.",
        }
