"""Sending: from the catalogue's tables to the index of the engine.

Each batch is read anew just before it is written, so nothing old is ever tried again. An index keeps the
later of two versions of a thing, so it does no harm if two processes send the same.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Exists

from portal.operations.wakeups import wake
from search.engines import SilentEngineError, engine
from search.engines.documents import Change, index_documents
from search.indexes import is_in_use
from search.models import Document, Entry, Index
from search.querysets import EntryQuerySet

logger = logging.getLogger(__name__)

BATCH = 1000
# How long whoever is in a hurry waits for others to write, and how often she looks.
_PATIENCE_SECONDS = 2
_LOOK_AGAIN_SECONDS = 0.02
_TIMES_IN_VAIN = 3


def send_pending(keys: Iterable[str] | None = None, *, wait: bool = False) -> int:
    """Give the engine the cards that it lacks, or those of `keys` alone, and say how many were sent.

    With `wait`, whoever asks afterwards finds what was sent. Never raises because of the engine: what it
    did not take stays to be sent.
    """
    if not engine().keeps_an_index:
        return 0
    entries = Entry.objects.unsent() if keys is None else Entry.objects.unsent().filter(key__in=set(keys))
    sent, in_vain = 0, 0
    try:
        # What changed or was locked while it was being written is looked at again, and then left to the sweep.
        while in_vain < _TIMES_IN_VAIN:
            before, written = sent, False
            for number in _send(entries, wait=wait):
                written, sent = True, sent + number
            if not written:
                break
            in_vain = 0 if sent > before else in_vain + 1
    except SilentEngineError as error:
        logger.warning("The search engine took no changes: %s", error)
    if keys is not None and Entry.objects.unsent().exists():
        # Whoever had to leave meanwhile trusts in everything's being looked at again, and here it is not.
        wake("search.tasks.project_pending")
    return sent


def _send(entries: EntryQuerySet, *, wait: bool) -> Iterator[int]:
    """Send all of them once, and tell of each batch how many were sent.

    Each batch has a turn of its own, so that whoever is in a hurry gets one in between.
    """
    batch = _batch(entries)
    name = engine().index_in_use() if batch else None
    if name is None or not is_in_use(name):
        return
    while batch:
        changed = changes(batch)
        with _turn(_PATIENCE_SECONDS if wait else 0) as is_ours:
            # Whoever has to leave trusts in the other's looking again after its turn.
            if not is_ours:
                return
            engine().write(changed, wait=wait)
            sent = _note_sent(batch, name)
        yield sent
        batch = _batch(entries, after=batch[-1].pk) if len(batch) == BATCH else []


def _batch(entries: EntryQuerySet, after: int = 0) -> list[Entry]:
    return list(entries.filter(pk__gt=after).order_by("pk")[:BATCH])


@contextmanager
def _turn(seconds: float) -> Iterator[bool]:
    """A turn at writing, if there is one within so many seconds."""
    until = time.monotonic() + seconds
    while True:
        with engine().turn() as is_ours:
            if is_ours or time.monotonic() >= until:
                yield is_ours
                return
        time.sleep(_LOOK_AGAIN_SECONDS)


def changes(entries: list[Entry]) -> list[Change]:
    """What an index has to know of these entries."""
    documents: dict[int, list[Document]] = defaultdict(list)
    for document in Document.objects.filter(entry__in=[entry.pk for entry in entries]):
        documents[document.entry_id].append(document)
    return [Change(entry.key, entry.card_version, index_documents(entry, documents[entry.pk])) for entry in entries]


def _note_sent(batch: list[Entry], index: str) -> int:
    """An entry that somebody changed or locked meanwhile stays to be sent, and all do if another index is in use now.

    That is looked at once the rows are locked: whoever puts another index to use after that
    waits for them, and marks them again.
    """
    versions = {entry.pk: entry.card_version for entry in batch}
    with transaction.atomic():
        now = Entry.objects.select_for_update(skip_locked=True).filter(pk__in=versions).order_by("pk")
        unchanged = [
            (pk, card_hash)
            for pk, version, card_hash in now.values_list("pk", "card_version", "card_hash")
            if version == versions[pk]
        ]
        still_in_use = Index.objects.filter(name=index, state=Index.State.IN_USE)
        sent = Entry.objects.filter(Exists(still_in_use), pk__in=[pk for pk, _hash in unchanged]).update(unsent=False)
        gone = [pk for pk, card_hash in unchanged if not card_hash] if sent else []
        # An index that is being built may hold them, and is told before it is put to use.
        if gone and not Index.objects.filter(state=Index.State.BUILDING).exists():
            Entry.objects.filter(pk__in=gone, pending=False).delete()
    return sent
