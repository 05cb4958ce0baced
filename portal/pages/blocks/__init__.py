"""What a page's body is made of: one module a family of blocks."""

from portal.pages.blocks.body import BodyBlock
from portal.pages.blocks.plain_text import plain_text
from portal.pages.blocks.text import TEXT_FEATURES

BODY_BLOCKS = BodyBlock()

__all__ = ["BODY_BLOCKS", "TEXT_FEATURES", "plain_text"]
