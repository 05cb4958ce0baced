"""What a page's body is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]

BODY_BLOCKS = [
    ("text", RichTextBlock(label=_("Text"), features=TEXT_FEATURES)),
]
