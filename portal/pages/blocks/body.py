"""A page's body."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock, StreamBlockValidationError, StreamValue

from portal.pages.blocks.accordion import AccordionBlock
from portal.pages.blocks.call_to_action import CallToActionBlock
from portal.pages.blocks.cards import CardsBlock
from portal.pages.blocks.downloads import DownloadsBlock
from portal.pages.blocks.embed import EmbedBlock
from portal.pages.blocks.figures import FiguresBlock
from portal.pages.blocks.image import PictureBlock
from portal.pages.blocks.outline import misplaced_heading
from portal.pages.blocks.quote import QuoteBlock
from portal.pages.blocks.table import TableBlock
from portal.pages.blocks.text import TextBlock

MOST_BLOCKS = 80


class BodyBlock(StreamBlock):
    """Blocks in the order in which they are read; headings begin at the second level and skip none."""

    text = TextBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()
    image = PictureBlock()
    embed = EmbedBlock()
    table = TableBlock()
    figures = FiguresBlock()
    downloads = DownloadsBlock()
    cards = CardsBlock()
    call_to_action = CallToActionBlock()

    def clean(self, value: StreamValue) -> StreamValue:
        cleaned = super().clean(value)
        misplaced = None if self.is_deferred_validation else misplaced_heading(cleaned)
        if misplaced is not None:
            message = _("This smaller heading has no larger one above it. Make the page's first heading a “Heading 2”.")
            raise StreamBlockValidationError(block_errors={misplaced: ValidationError(message)})
        return cleaned

    class Meta:
        max_num = MOST_BLOCKS
        required = False
