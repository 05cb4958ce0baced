"""What somebody said."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from portal.pages.blocks.groups import WORDS


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("Quotation"), max_length=600, help_text=_("Without quotation marks."))
    attribution = CharBlock(label=_("Who said it"), max_length=120, required=False)
    role = CharBlock(label=_("Role"), max_length=120, required=False)

    class Meta:
        icon = "openquote"
        group = WORDS
        label = _("Quotation")
        description = _("What somebody said, set large, with her name.")
        template = "pages/blocks/quote.html"
        preview_value = {
            "text": "When I wrote down what I do in a week, I saw for the first time how much of it is a skill.",
            "attribution": "Amina",
            "role": "carer and interpreter",
        }
