"""Running text."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText

from portal.pages.blocks.groups import WORDS
from portal.pages.blocks.outline import link_texts

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SMALL_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]

# Links are read out as a list, where these say nothing (WCAG 2.2, 2.4.4).
_EMPTY_WORDS = frozenset(
    words
    for language in (
        ("here", "click here", "more", "read more", "link", "this link"),
        ("ici", "cliquez ici", "lire la suite", "en savoir plus", "plus", "lien", "ce lien"),
        ("hier", "hier klicken", "klicken sie hier", "mehr", "mehr lesen", "weiterlesen", "dieser link"),
        ("тук", "натиснете тук", "кликнете тук", "още", "повече", "прочетете повече", "връзка"),
        ("aquí", "haga clic aquí", "más", "leer más", "enlace", "este enlace"),
    )
    for words in language
)


def refuse_empty_links(source: str) -> None:
    """ValidationError if a link's words don't say where it leads."""
    for words in link_texts(source):
        if re.sub(r"[\s.…:!»«>→]+$", "", words).casefold() in _EMPTY_WORDS or not words:
            raise ValidationError(
                _("The link “%(words)s” doesn't say where it leads. Put the link on words that name its target."),
                params={"words": words},
            )


class RichBlock(RichTextBlock):
    """Rich text whose links speak for themselves."""

    def clean(self, value: RichText) -> RichText:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            refuse_empty_links(cleaned.source)
        return cleaned


class TextBlock(RichBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": TEXT_FEATURES, "max_length": 20_000, **kwargs})

    class Meta:
        icon = "pilcrow"
        group = WORDS
        label = _("Text")
        description = _("Paragraphs, lists, links, and headings of two levels.")
        preview_value = (
            "<h2>Before the first conversation</h2>"
            "<p>Send a short note in plain language: who you are, how long you will talk, and that "
            "<b>nobody is tested</b>. Two things help people arrive:</p>"
            "<ul><li>an example of somebody else's portfolio</li><li>the question what they are proud of</li></ul>"
        )
