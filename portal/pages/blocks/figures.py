"""Numbers worth knowing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from portal.pages.blocks.groups import FACTS

MOST_FIGURES = 4


class FigureBlock(StructBlock):
    figure = CharBlock(label=_("Figure"), max_length=16, help_text=_("Such as 240 or 3 in 4."))
    label = CharBlock(label=_("What it counts"), max_length=100)
    source = CharBlock(label=_("Source"), max_length=160, required=False)


class FiguresBlock(ListBlock):
    def __init__(self, child_block: Any = None, **kwargs: Any) -> None:
        super().__init__(child_block or FigureBlock(), **{"min_num": 1, "max_num": MOST_FIGURES, **kwargs})

    class Meta:
        icon = "order"
        group = FACTS
        label = _("Figures")
        description = _("Up to four numbers, what they count and where they are from.")
        template = "pages/blocks/figures.html"
        preview_value = [
            {"figure": "5", "label": "national networks, and a European one", "source": ""},
            {"figure": "240", "label": "portfolios made with a companion", "source": "Experimentation, 2026"},
            {"figure": "3 in 4", "label": "participants named a skill they had not counted", "source": "Survey, 2026"},
        ]
