"""What is wrong with the search before anybody searches."""

from typing import Any

from django.core import checks

from search.engines import engine


def engine_can_be_used(**_: Any) -> list[checks.CheckMessage]:
    """Names what keeps the chosen engine from answering. The portal runs without it, with reduced answers."""
    complaint = engine().complaint()
    hint = "Until then the catalogue's tables answer, which know neither inflections nor typing errors."
    return [checks.Warning(complaint, hint=hint, id="search.W001")] if complaint else []
