"""What is wrong with the search before anybody searches."""

from typing import Any

from django.core import checks

from portal.operations.health import NotReadyError
from search.engines import engine
from search.indexes import is_in_use


def engine_can_be_used(**_: Any) -> list[checks.CheckMessage]:
    """Names what keeps the chosen engine from answering. The portal runs without it, with reduced answers."""
    complaint = engine().complaint()
    hint = "Until then the catalogue's tables answer, which know neither inflections nor typing errors."
    return [checks.Warning(complaint, hint=hint, id="search.W001")] if complaint else []


def check_engine() -> None:
    """For readiness: the engine answers, from an index that is in step with the catalogue."""
    one = engine()
    if one.keeps_an_index and not is_in_use(one.index_in_use()):
        raise NotReadyError("the search engine has no index of this catalogue")
