"""Sending: from the catalogue's tables to the index of the engine.

Each batch is read anew just before it is written, so nothing old is ever tried again. An index keeps the
later of two versions of a thing, so it does no harm if two processes send the same.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from search.engines import SilentEngineError, engine
from search.engines.documents import Change, index_documents
from search.indexes import is_in_use
from search.models import Document, Entry, Index
from search.querysets import EntryQuerySet

logger = logging.getLogger(__name__)

BATCH = 1000


def send_pending(keys: Iterable[str] | None = None, *, wait: bool = False) -> int:
    """Give the engine the cards that it lacks, or those of `keys` alone, and say how many were sent.

    With `wait`, whoever asks afterwards finds what was sent. Never raises because of the engine: what it
    did not take stays to be sent.
    """
    if not engine().keeps_an_index:
        return 0
    entries = Entry.objects.unsent() if keys is None else Entry.objects.unsent().filter(key__in=set(keys))
    sent = 0
    # Whoever has to leave trusts in the other's looking again after its turn.
    while entries.exists():
        with engine().turn() as is_ours:
            if not is_ours or not (now := _send(entries, wait=wait)):
                break
            sent += now
    return sent


def _send(entries: EntryQuerySet, *, wait: bool) -> int:
    sent = last = 0
    try:
        if not is_in_use(engine().index_in_use()):
            return 0
        while batch := list(entries.filter(pk__gt=last).order_by("pk")[:BATCH]):
            engine().write(changes(batch), wait=wait)
            last = batch[-1].pk
            sent += _note_sent(batch)
    except SilentEngineError as error:
        logger.warning("The search engine took no changes: %s", error)
    return sent


def changes(entries: list[Entry]) -> list[Change]:
    """What an index has to know of these entries."""
    documents: dict[int, list[Document]] = defaultdict(list)
    for document in Document.objects.filter(entry__in=[entry.pk for entry in entries]):
        documents[document.entry_id].append(document)
    return [Change(entry.key, entry.card_version, index_documents(entry, documents[entry.pk])) for entry in entries]


def _note_sent(batch: list[Entry]) -> int:
    """An entry that somebody changed or locked meanwhile stays to be sent."""
    versions = {entry.pk: entry.card_version for entry in batch}
    with transaction.atomic():
        now = Entry.objects.select_for_update(skip_locked=True).filter(pk__in=versions).order_by("pk")
        unchanged = [
            (pk, card_hash)
            for pk, version, card_hash in now.values_list("pk", "card_version", "card_hash")
            if version == versions[pk]
        ]
        Entry.objects.filter(pk__in=[pk for pk, _hash in unchanged]).update(unsent=False)
        gone = [pk for pk, card_hash in unchanged if not card_hash]
        # An index that is being built may hold them, and is told before it is put to use.
        if gone and not Index.objects.filter(state=Index.State.BUILDING).exists():
            Entry.objects.filter(pk__in=gone, pending=False).delete()
    return len(unchanged)
