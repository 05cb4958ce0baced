"""Questions and answers, or anything that is looked up rather than read through."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from portal.pages.blocks.groups import WORDS
from portal.pages.blocks.text import SMALL_TEXT_FEATURES, RichBlock

MOST_ITEMS = 30


class AccordionItemBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=160)
    text = RichBlock(label=_("Text"), features=SMALL_TEXT_FEATURES, max_length=5_000)


class AccordionBlock(ListBlock):
    def __init__(self, child_block: Any = None, **kwargs: Any) -> None:
        super().__init__(child_block or AccordionItemBlock(), **{"min_num": 1, "max_num": MOST_ITEMS, **kwargs})

    class Meta:
        icon = "list-ul"
        group = WORDS
        label = _("Questions and answers")
        description = _("Titles that open a text below them. For what is looked up, not for what all should read.")
        template = "pages/blocks/accordion.html"
        preview_value = [
            {
                "title": "Who sees my profile?",
                "text": "<p>You decide field by field: everybody, members, or only the people of your own network.</p>",
            },
            {"title": "Does it cost anything?", "text": "<p>No. Membership is free.</p>"},
            {"title": "Can I leave again?", "text": "<p>At any time, and your data goes with you.</p>"},
        ]
