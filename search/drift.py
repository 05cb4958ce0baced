"""Drift: where rows, cards and index disagree.

What was marked is no drift but work to be done. A forgotten mark shows when each card is made anew from its
row; what an index lost or kept too long shows when its versions are held against the catalogue's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from time import time_ns
from typing import TypeVar

from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.functions import Collate, Concat, Greatest

from search.cards import Card, card_key
from search.engines import engine
from search.engines.documents import ID_SEPARATOR, Change
from search.marks import mark
from search.models import Document, Entry
from search.projector import cards_of
from search.querysets import EntryQuerySet
from search.registry import registered_kinds, registration
from search.sending import BATCH, changes

Item = TypeVar("Item")

_CHUNK = 500
_TOLD_EVERY = 10_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A document that stands in the catalogue as `wanted` and in the index as `found`; None where it does not."""

    id: str
    wanted: int | None
    found: int | None

    @property
    def key(self) -> str:
        return self.id.rpartition(ID_SEPARATOR)[0]


def differences(index: str, at_work: Callable[[], object] = lambda: None) -> Iterator[Difference]:
    """The documents of which catalogue and index hold different versions, by id.

    `at_work` is called again and again, for there may be much to compare and nothing to tell.
    """
    wanted, found = _wanted(), _telling(engine().versions(index), at_work)
    here, there = next(wanted, None), next(found, None)
    while here or there:
        if there is None or (here is not None and here[0] < there[0]):
            assert here is not None
            yield Difference(here[0], here[1], None)
            here = next(wanted, None)
        elif here is None or there[0] < here[0]:
            yield Difference(there[0], None, there[1])
            there = next(found, None)
        else:
            if here[1] != there[1]:
                yield Difference(here[0], here[1], there[1])
            here, there = next(wanted, None), next(found, None)


def lasting_differences(index: str) -> list[Difference]:
    """Those that a second look finds just so: the others were changes on their way."""
    first = set(differences(index))
    return [difference for difference in differences(index) if difference in first] if first else []


def _telling(versions: Iterable[tuple[str, int]], at_work: Callable[[], object]) -> Iterator[tuple[str, int]]:
    for number, version in enumerate(versions):
        if number % _TOLD_EVERY == 0:
            at_work()
        yield version


def _wanted() -> Iterator[tuple[str, int]]:
    """The id and version of every document of the catalogue, by id as an engine orders them: by code point."""
    collation = "BINARY" if connection.vendor == "sqlite" else "C"
    name = Concat(F("entry__key"), Value(ID_SEPARATOR), F("face"), output_field=CharField())
    rows = Document.objects.annotate(name=Collate(name, collation)).order_by("name")
    return rows.values_list("name", "entry__card_version").iterator(10_000)


def repair_index(index: str, found: Iterable[Difference]) -> int:
    """Write these things into the index as they stand in the catalogue, and say how many documents that were."""
    repaired = 0
    for chunk in _in_chunks(found, BATCH):
        standing: dict[str, int] = defaultdict(int)
        for each in chunk:
            standing[each.key] = max(standing[each.key], each.found or 0)
        _outrank(standing, max(standing.values()))
        entries = list(Entry.objects.filter(key__in=standing).exclude(card_hash=""))
        gone = sorted(standing.keys() - {entry.key for entry in entries})
        # Nothing says any more when these went, but if one comes back meanwhile, that is later than what stands.
        engine().write([*changes(entries), *(Change(key, standing[key] + 1) for key in gone)], index=index)
        repaired += len(chunk)
    return repaired


def _outrank(keys: Iterable[str], standing: int) -> None:
    """Give these entries a version above all that an index may hold, or remember of what is gone.

    After a database was restored, that may be later than what the database knows.
    """
    now = Value(max(time_ns() // 1000, standing + 1))
    Entry.objects.filter(key__in=list(keys)).update(version=Greatest(F("version"), now), card_version=now, unsent=True)


def outdated_cards(progress: Callable[[int], object] = lambda done: None) -> Iterator[str]:
    """The keys whose card, made anew from its row, is not the one that stands here, though nothing marked them.

    Those whose card cannot be made are among them.
    """
    for kind in registered_kinds():
        yield from _outdated_of(kind, progress)
    unknown = _standing().exclude(kind__in=registered_kinds())
    yield from unknown.values_list("key", flat=True).iterator(10_000)


def _standing() -> EntryQuerySet:
    return Entry.objects.filter(pending=False).exclude(card_hash="").order_by("pk")


def _outdated_of(kind: str, progress: Callable[[int], object]) -> Iterator[str]:
    pks = registration(kind).rows().order_by("pk").values_list("pk", flat=True).iterator(10_000)
    seen: set[str] = set()
    for chunk in _in_chunks(pks, _CHUNK):
        keys = [card_key(kind, pk) for pk in chunk]
        seen.update(keys)
        yield from _differing(kind, keys)
        progress(len(keys))
    standing = _standing().filter(kind=kind).values_list("key", flat=True).iterator(10_000)
    unseen = (key for key in standing if key not in seen)
    for keys in _in_chunks(unseen, _CHUNK):
        yield from _differing(kind, keys)


def _differing(kind: str, keys: list[str]) -> list[str]:
    """Looked at twice where need be: what was changed between card and entry differs the first time only."""
    suspects = _differing_now(kind, keys)
    return _differing_now(kind, suspects) if suspects else []


def _differing_now(kind: str, keys: list[str]) -> list[str]:
    cards, failed = cards_of(kind, keys)
    entries = {entry.key: entry for entry in Entry.objects.filter(key__in=keys)}
    return [key for key in keys if key in failed or _differs(entries.get(key), cards.get(key))]


def _differs(entry: Entry | None, card: Card | None) -> bool:
    if entry and entry.pending:
        return False
    return (entry.card_hash if entry else "") != (card.hash if card else "")


def repair_cards(keys: Iterable[str]) -> int:
    """Mark these keys, and say how many there were; they are made anew by whoever projects next."""
    marked = 0
    for chunk in _in_chunks(keys, _CHUNK):
        mark(chunk)
        marked += len(chunk)
    return marked


def _in_chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
