"""Building an index anew beside the one in use, and putting it to use once it is complete.

What changes meanwhile is sent to the index in use as ever. It is written again into the new one before the
two are exchanged, and what may have fallen between is sent once more afterwards. A building that was cut
short goes on where it stood.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from search.drift import differences, repair_index
from search.engines import SilentEngineError, engine
from search.indexes import is_in_use
from search.models import Document, Entry, Index
from search.querysets import EntryQuerySet
from search.sending import BATCH, changes, send_pending

# A builder that was not seen for this long is taken to have ended.
_GIVEN_UP = timedelta(seconds=60)
# A transaction may commit a card this long after it noted the time.
_SLACK = timedelta(minutes=1)
# The least part of the size of the index in use that a new one may have.
_LEAST = 0.8
_PATIENCE_SECONDS = 60
_TAKEN = "An index is being built already; try again in a minute if that one was stopped."

Progress = Callable[[int, int], None]


class RebuildError(Exception):
    """Why the index in use stays: one sentence for whoever runs the portal."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: the name of the index now in use, its documents, and at which entry the building began."""

    name: str
    documents: int
    resumed_at: int


def rebuild(*, progress: Progress = lambda done, of: None, anew: bool = False, may_be_smaller: bool = False) -> Rebuilt:
    """Build an index of all that stands in the catalogue and put it to use.

    `progress` is told how many entries are done, and of how many. With `anew`, nothing is taken over from a
    building that was cut short. Raises `RebuildError` where another one is at work, or where the new index
    would be much smaller than the one in use; `SilentEngineError` where the engine does not take part.
    """
    if not may_be_smaller:
        _require_size(Document.objects.count())
    building, resumed_at = _begin(anew)
    try:
        if building.name == engine().index_in_use():
            # The last builder was cut short between exchanging the indexes and noting it.
            documents = engine().size(building.name)
            _note_in_use(building, since=building.started - _SLACK)
        else:
            documents = _build(building, progress, may_be_smaller)
    except BaseException:
        _let_go(building)
        raise
    send_pending()
    return Rebuilt(building.name, documents, resumed_at)


def _build(building: Index, progress: Progress, may_be_smaller: bool) -> int:
    _write_all(building, progress)
    _write_projected_since(building, building.started - _SLACK)
    compared = timezone.now()
    repair_index(building.name, differences(building.name, lambda: _show_presence(building)))
    documents = engine().size(building.name)
    if not may_be_smaller:
        try:
            _require_size(documents)
        except RebuildError:
            _forget(building)
            raise
    _put_to_use(building, since=compared - _SLACK)
    return documents


def ensure_index() -> None:
    """Build an index where the engine has none that is in step with the catalogue and of today's shape."""
    if not engine().keeps_an_index:
        return
    name = engine().index_in_use()
    if name is None or not is_in_use(name) or not engine().has_index(name):
        rebuild()


def _begin(anew: bool) -> tuple[Index, int]:
    now = timezone.now()
    with transaction.atomic():
        building = Index.objects.select_for_update().filter(state=Index.State.BUILDING).first()
        if building and building.touched > now - _GIVEN_UP:
            raise RebuildError(_TAKEN)
        if building:
            building.touched = now
            building.save(update_fields=["touched"])
    if building and not anew and engine().has_index(building.name):
        return building, building.position
    if building:
        _forget(building)
    name = engine().new_index()
    try:
        with transaction.atomic():
            return Index.objects.create(name=name, started=now, touched=timezone.now()), 0
    except IntegrityError:
        # Somebody else began at the same moment.
        engine().remove(name)
        raise RebuildError(_TAKEN) from None


def _forget(building: Index) -> None:
    if building.name != engine().index_in_use():
        engine().remove(building.name)
    building.delete()
    # What stood for things gone meanwhile goes too, by way of the index in use.
    Entry.objects.filter(card_hash="", pending=False).update(unsent=True)


def _show_presence(building: Index) -> None:
    """Note that the builder is at work, and how far. Raises where another one has taken its place."""
    now = timezone.now()
    ours = Index.objects.filter(pk=building.pk, state=Index.State.BUILDING, touched=building.touched)
    if not ours.update(touched=now, position=building.position):
        raise RebuildError("Another one has gone on with the index that was being built here.")
    building.touched = now


def _let_go(building: Index) -> None:
    """Let the next one go on without waiting, if it is the portal and not the database that failed."""
    with suppress(DatabaseError), transaction.atomic():
        ours = Index.objects.filter(pk=building.pk, state=Index.State.BUILDING, touched=building.touched)
        ours.update(touched=timezone.now() - _GIVEN_UP)


def _write_all(building: Index, progress: Progress) -> None:
    entries = Entry.objects.exclude(card_hash="")
    total = entries.count()
    done = entries.filter(pk__lte=building.position).count() if building.position else 0
    progress(done, total)
    for batch in _written(entries, building.name, after=building.position):
        building.position = batch[-1].pk
        _show_presence(building)
        done += len(batch)
        progress(done, max(done, total))


def _write_projected_since(building: Index, moment: datetime) -> None:
    for _batch in _written(Entry.objects.filter(projected__gte=moment), building.name):
        _show_presence(building)


def _written(entries: EntryQuerySet, index: str, *, after: int = 0) -> Iterator[list[Entry]]:
    """Each batch of these entries once it stands in the index. The next is read while one is being written."""
    with ThreadPoolExecutor(1) as writer:
        before: list[Entry] = []
        writing: Future[None] | None = None
        while batch := list(entries.filter(pk__gt=after).order_by("pk")[:BATCH]):
            after, changed = batch[-1].pk, changes(batch)
            if writing:
                writing.result()
                yield before
            before, writing = batch, writer.submit(engine().write, changed, index=index)
        if writing:
            writing.result()
            yield before


def _require_size(size: int) -> None:
    """Raises where an index of so many documents is much smaller than the one in use."""
    in_use = engine().index_in_use()
    before = engine().size(in_use) if in_use else 0
    if size < _LEAST * before:
        raise RebuildError(
            f"The new index would hold {size} documents, the one in use holds {before}, so that one stays. The "
            f"catalogue has {Document.objects.count()}. If that is right, allow it with --may-be-smaller; if not, run "
            "rebuild_catalogue."
        )


def _put_to_use(building: Index, *, since: datetime) -> None:
    """Exchange the indexes while nobody else writes, and have what may have missed the new one sent again."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        with engine().turn() as is_ours:
            if is_ours:
                _show_presence(building)
                engine().put_to_use(building.name)
                _note_in_use(building, since)
                return
        time.sleep(0.05)
    raise SilentEngineError("somebody else went on writing to the index in use")


@transaction.atomic
def _note_in_use(building: Index, since: datetime) -> None:
    _show_presence(building)
    Index.objects.filter(state=Index.State.IN_USE).delete()
    Index.objects.filter(pk=building.pk).update(state=Index.State.IN_USE)
    # Before that moment there is nothing that the two were not compared for.
    Entry.objects.unsent().filter(projected__lt=since).exclude(card_hash="").update(unsent=False)
    # Those without a card stood for things gone meanwhile, and go themselves once they are sent.
    Entry.objects.filter(Q(projected__gte=since) | Q(card_hash="", pending=False)).update(unsent=True)
