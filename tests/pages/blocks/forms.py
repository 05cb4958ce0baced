"""What the editor's form makes of a body."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue
from wagtail.blocks.base import get_error_json_data

from portal.pages.blocks import BODY_BLOCKS


def cleaned(*blocks: tuple[str, Any]) -> StreamValue:
    """The body after its checks; ValidationError as the editor would see it."""
    return BODY_BLOCKS.clean(BODY_BLOCKS.normalize(list(blocks)))


def complaints(*blocks: tuple[str, Any]) -> str:
    """Everything the editor is told about a body that is refused; empty if it is taken."""
    try:
        cleaned(*blocks)
    except ValidationError as error:
        return " ".join(_texts(get_error_json_data(error)))
    return ""


def _texts(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in _texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in _texts(value)]
    return [str(data)]
