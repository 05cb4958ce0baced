"""What to do next."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock, StructBlockValidationError, StructValue, TextBlock
from wagtail.documents.blocks import DocumentChooserBlock

from portal.pages.addresses import address_of
from portal.pages.blocks.addresses import AddressBlock, in_current_language, validate_address
from portal.pages.blocks.groups import WAYS_ON
from portal.vocabulary.languages import current_language


class Link(StructValue):
    """Where a button leads. `href` is empty where the target is gone or nobody should follow it."""

    @property
    def href(self) -> str:
        if self.get("page"):
            return address_of(self["page"], current_language())
        if self.get("document"):
            return str(self["document"].url)
        return self._address()

    def _address(self) -> str:
        address: str = self.get("address") or ""
        try:
            validate_address(address)
        except ValidationError:
            return ""
        return in_current_language(address) if address.startswith("/") else address


class LinkBlock(StructBlock):
    """Exactly one of a page, an address and a document."""

    page = PageChooserBlock(label=_("Page of the portal"), required=False)
    address = AddressBlock(
        label=_("Address"), required=False, help_text=_("https://… for another site, or /en/members/ on the portal.")
    )
    document = DocumentChooserBlock(label=_("Document"), required=False)

    def clean(self, value: Link) -> Link:
        cleaned: Link = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        given = [name for name in self.child_blocks if cleaned.get(name)]
        if len(given) > 1:
            message = ValidationError(_("Choose one target only: a page, an address or a document."))
            raise StructBlockValidationError(block_errors=dict.fromkeys(given, message))
        if not given:
            message = ValidationError(_("Say where the button leads: choose a page, an address or a document."))
            raise StructBlockValidationError(block_errors={"page": message})
        return cleaned

    class Meta:
        value_class = Link


class CallToActionBlock(StructBlock):
    text = TextBlock(label=_("Text"), max_length=300)
    label = CharBlock(label=_("On the button"), max_length=40, help_text=_("A verb, such as “Apply to join”."))
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "arrow-right-full"
        group = WAYS_ON
        label = _("Call to action")
        description = _("A sentence and a button: what the reader can do next.")
        template = "pages/blocks/call_to_action.html"
        preview_value: dict[str, Any] = {
            "text": "You help people put their competences into words? You are not alone.",
            "label": "Find a peer",
            "link": {"page": None, "address": "/en/members/", "document": None},
        }
