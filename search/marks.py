"""Marking: in the transaction of a change the catalogue notes the key, and nothing else.

A card made from the instance in hand would leak drafts (Wagtail's `save_revision` fires `post_save`
with the draft in memory) and mix two transactions. The projector reads the committed row instead.
"""

from collections.abc import Iterable
from time import time_ns

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from portal.operations.wakeups import wake
from search.cards import split_key
from search.models import Entry

_CHUNK = 500


def mark(keys: Iterable[str]) -> None:
    """Note that these things changed, and wake the projector once the change is committed.

    Costs a fixed, small number of statements for 500 keys. A wake-up that gets lost is made up for by the sweep.
    """
    marked = sorted(set(keys))
    for start in range(0, len(marked), _CHUNK):
        chunk = marked[start : start + _CHUNK]
        with transaction.atomic():
            Entry.objects.bulk_create([Entry(key=key, kind=split_key(key)[0]) for key in chunk], ignore_conflicts=True)
            version = Greatest(F("version") + 1, Value(time_ns() // 1000))
            Entry.objects.filter(key__in=chunk).update(version=version, pending=True)
    if marked:
        transaction.on_commit(wake_projector, robust=True)


def wake_projector() -> None:
    wake("search.tasks.project_pending")
