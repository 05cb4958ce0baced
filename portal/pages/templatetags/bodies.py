"""What drawing a body needs."""

from collections.abc import Iterator

from django import template
from wagtail.blocks import BoundBlock, StreamValue

from portal.pages.blocks import outline

register = template.Library()


@register.filter
def levelled(body: StreamValue) -> Iterator[tuple[BoundBlock, int]]:
    """Each block with the level of its own headings."""
    return outline.levelled(body)
