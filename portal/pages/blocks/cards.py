"""The newest things of the portal, drawn as each of them is drawn everywhere."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, StructBlock, StructValue

from portal.pages.blocks.groups import WAYS_ON
from portal.vocabulary.languages import current_language
from search.finding import find
from search.hits import Hit
from search.queries import Query, Sort, Viewer
from search.registry import registered_kinds, registration

MOST_CARDS = 6


def kinds() -> list[tuple[str, str]]:
    """What can be found on the portal, each kind with its name."""
    return [(kind, kind_name(kind)) for kind in registered_kinds()]


def kind_name(kind: str) -> str:
    """Such as "Members"; empty for a kind that nobody registers any more."""
    return capfirst(str(registration(kind).model._meta.verbose_name_plural)) if kind in registered_kinds() else ""


class Cards(StructValue):
    """Which cards are shown, and those there are now."""

    @property
    def kind_name(self) -> str:
        return kind_name(self["kind"])

    def hits(self) -> list[Hit]:
        """What everybody may see, whoever reads: a page is the same for all."""
        if self["kind"] not in registered_kinds():
            return []
        number = min(self["number"] or MOST_CARDS, MOST_CARDS)
        sort = Sort.SOONEST if registration(self["kind"]).takes_place else Sort.NEWEST
        viewer, language = Viewer(AnonymousUser()), current_language()
        return find(Query(viewer, (self["kind"],), language, sort=sort, page_size=number)).hits


class CardsBlock(StructBlock):
    kind = ChoiceBlock(label=_("What to show"), choices=kinds, search_index=False)
    title = CharBlock(label=_("Title"), max_length=100, required=False)
    number = IntegerBlock(label=_("How many"), min_value=1, max_value=MOST_CARDS, default=4)

    def get_context(self, value: Cards, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"hits": value.hits()}

    def get_preview_value(self) -> Cards:
        kind = next(iter(registered_kinds()), "")
        sample: Cards = self.normalize({"kind": kind, "title": "New on the portal", "number": 4})
        return sample

    class Meta:
        icon = "list-ul"
        group = WAYS_ON
        label = _("Newest on the portal")
        description = _("Cards of the newest things of one kind, or of the next events. They change by themselves.")
        template = "pages/blocks/cards.html"
        value_class = Cards
