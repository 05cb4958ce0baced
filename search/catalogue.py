"""The catalogue as a whole: marking all that can be found."""

from collections.abc import Collection
from functools import cache

from search.cards import card_key
from search.marks import mark
from search.models import Entry
from search.registry import registered_kinds, registration

_CHUNK = 5000


def mark_everything(kinds: Collection[str] = ()) -> int:
    """Mark each thing of these kinds, or of all, and what stands here of things that are gone. Gives their number."""
    marked = 0
    for kind in kinds or (*registered_kinds(), *_unknown_kinds()):
        marked += mark_kind(kind)
    return marked


def mark_kind(kind: str) -> int:
    """Mark each thing of one kind, and what stands here of it of things that are gone."""
    keys = set(Entry.objects.filter(kind=kind).values_list("key", flat=True))
    if kind in registered_kinds():
        pks = registration(kind).rows().order_by().values_list("pk", flat=True)
        keys.update(card_key(kind, pk) for pk in pks.iterator(_CHUNK))
    mark(keys)
    return len(keys)


@cache
def mark_new_kinds() -> None:
    """Mark the things of kinds that the catalogue has never seen, as after an upgrade. Once in a process."""
    for kind in set(registered_kinds()) - set(Entry.objects.order_by().values_list("kind", flat=True).distinct()):
        mark_kind(kind)


def _unknown_kinds() -> set[str]:
    """Kinds that stand here and are registered no more."""
    return set(Entry.objects.order_by().values_list("kind", flat=True).distinct()) - set(registered_kinds())
