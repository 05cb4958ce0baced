"""Files to take home."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StructBlock, StructValue
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from portal.pages.blocks.groups import FACTS
from portal.vocabulary.languages import current_language, language_choices, language_name

MOST_DOWNLOADS = 20


def languages() -> list[tuple[str, str]]:
    """Every language with its name in the current one."""
    return language_choices(current_language())


class Download(StructValue):
    """One file, as its link shows it."""

    @property
    def name(self) -> str:
        name: str = self.get("title") or self["document"].title
        return name

    @property
    def file_type(self) -> str:
        extension: str = self["document"].file_extension
        return extension.upper()

    @property
    def language_name(self) -> str:
        return language_name(self["language"], current_language()) if self.get("language") else ""


class DownloadBlock(StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = CharBlock(
        label=_("Title"), max_length=160, required=False, help_text=_("If it should differ from the document's own.")
    )
    language = ChoiceBlock(label=_("Language of the document"), choices=languages, required=False, search_index=False)

    def get_searchable_content(self, value: Download) -> list[str]:
        return [value.name] if value["document"] else []

    class Meta:
        value_class = Download


class DownloadsBlock(ListBlock):
    def __init__(self, child_block: Any = None, **kwargs: Any) -> None:
        super().__init__(child_block or DownloadBlock(), **{"min_num": 1, "max_num": MOST_DOWNLOADS, **kwargs})

    def get_preview_value(self) -> Any:
        document = get_document_model()
        guide = document(pk=0, title="Guide to the first conversation", file="documents/guide.pdf", file_size=412_000)
        sheet = document(pk=0, title="Worksheet: my week", file="documents/week.docx", file_size=38_000)
        return self.normalize([{"document": guide, "language": "en"}, {"document": sheet, "language": "tr"}])

    class Meta:
        icon = "download"
        group = FACTS
        label = _("Downloads")
        description = _("Documents with their type, size and language.")
        template = "pages/blocks/downloads.html"
