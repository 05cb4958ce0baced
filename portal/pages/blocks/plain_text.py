"""What a body says, in words alone: for search and for summaries."""

from wagtail.blocks import StreamValue


def plain_text(body: StreamValue) -> str:
    """The texts of a body, a line each: no markup, no addresses, nothing that is drawn from elsewhere."""
    texts = body.stream_block.get_searchable_content(body)
    return "\n".join(filter(None, (" ".join(str(text).split()) for text in texts if text is not None)))
