"""Links in running text."""

from typing import Any

from django.utils.html import format_html
from wagtail.rich_text.pages import PageLinkHandler

from portal.pages.addresses import addresses_of
from portal.vocabulary.languages import current_language


class PageLink(PageLinkHandler):
    """A link to a page leads readers to it in their own language, as buttons do.

    Wagtail's leads to the edition that was chosen where that language lacks the page, out of theirs.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pks = [int(attrs["id"]) if str(attrs.get("id")).isdecimal() else 0 for attrs in attrs_list]
        addresses = addresses_of(pks, current_language())
        return [format_html('<a href="{}">', addresses[pk]) if pk in addresses else "<a>" for pk in pks]
