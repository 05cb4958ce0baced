"""The generation that cached pages belong to, shared by all processes of an installation.

A page is kept under the generation that was current before it was rendered. Whatever changes what
visitors may see advances the generation once it is committed, and no page kept before is served again.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from portal.operations.generation_file import GenerationFile
from portal.operations.generation_redis import RedisGeneration

# What saving a draft writes to the row of a published page; its readers see none of it.
_DRAFT_FIELDS = frozenset({"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"})


class _Kept(Protocol):
    def current(self) -> int | None: ...

    def advance(self) -> None: ...


def current() -> int | None:
    """The current generation, or None while it cannot be known: then nothing may come from a cache."""
    return _kept().current()


def advance() -> None:
    """Leave all pages kept so far behind. Never raises: what failed is logged, and kept pages expire."""
    _kept().advance()


def advance_on_commit() -> None:
    """`advance()` once the transaction is committed, at once where there is none."""
    transaction.on_commit(advance, robust=True)


def advance_when_saved(model: type[Model]) -> None:
    """Have each saved or deleted row of `model` advance the generation. For a room's `ready()`."""
    for signal in (post_save, post_delete):
        signal.connect(_on_change, sender=model, dispatch_uid=f"generation:{model._meta.label}")


def _on_change(update_fields: Collection[str] | None = None, **_: object) -> None:
    if not update_fields or not _DRAFT_FIELDS.issuperset(update_fields):
        advance_on_commit()


def _kept() -> _Kept:
    return _in_redis(settings.REDIS_URL) if settings.REDIS_URL else _in_file(settings.DATA_DIR)


@cache
def _in_redis(url: str) -> _Kept:
    return RedisGeneration(url)


@cache
def _in_file(folder: Path) -> _Kept:
    return GenerationFile(folder / "generation")
