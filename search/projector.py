"""Projecting: from marked keys to documents, out of committed rows."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from django.db import transaction

from search.cards import Card, Content, Face, card_key, split_key
from search.folding import fold
from search.models import Document, DocumentTerm, Entry
from search.registry import registered_kinds, registration

logger = logging.getLogger(__name__)

_BATCH = 200

Listener: TypeAlias = Callable[[], None]
_listeners: list[Listener] = []


def on_projected(listener: Listener) -> None:
    """Have `listener` called after each batch that changed what can be found."""
    _listeners.append(listener)


def project_pending() -> int:
    """Make the cards of all pending entries anew, and give how many entries were looked at.

    An entry whose card cannot be made is logged, stays pending and holds up none of the others.
    """
    seen = last = 0
    while batch := dict(Entry.objects.pending().filter(pk__gt=last).order_by("pk").values_list("pk", "key")[:_BATCH]):
        project(batch.values())
        seen, last = seen + len(batch), max(batch)
    return seen


def project(keys: Iterable[str]) -> None:
    """Make the cards of these entries anew. Safe to repeat, and beside another projector.

    The entries' rows stay locked meanwhile, so a change that is marked while the card is being
    made waits, and is seen as pending afterwards. An entry that somebody else has locked is left out:
    whoever marks it wakes the projector again, and to wait for one while holding others would be a deadlock.
    """
    with transaction.atomic():
        entries = list(
            Entry.objects.select_for_update(skip_locked=True).filter(key__in=set(keys)).order_by("kind", "pk")
        )
        changed = False
        for kind, of_kind in groupby(entries, key=attrgetter("kind")):
            changed |= _project_kind(kind, list(of_kind))
    if changed:
        for listener in _listeners:
            listener()


def _project_kind(kind: str, entries: list[Entry]) -> bool:
    cards, failed = _cards(kind, entries)
    made = [(entry, cards[entry.key]) for entry in entries if entry.key in cards]
    gone = [entry for entry in entries if entry.key not in cards and entry.key not in failed]
    stale = [(entry, card) for entry, card in made if card.hash != entry.card_hash]
    Entry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
    Document.objects.filter(entry__in=[entry.pk for entry, _card in stale]).delete()
    for entry, card in made:
        entry.pending, entry.card_hash = False, card.hash
    Entry.objects.bulk_update([entry for entry, _card in made], ["pending", "card_hash"])
    _write(stale)
    return bool(stale or gone)


def _cards(kind: str, entries: list[Entry]) -> tuple[dict[str, Card], set[str]]:
    """The cards by key, and the keys whose card could not be made; what has no card now is in neither."""
    if kind not in registered_kinds():
        return {}, set()
    room = registration(kind)
    cards: dict[str, Card] = {}
    failed: set[str] = set()
    for row in room.rows().filter(pk__in=[split_key(entry.key)[1] for entry in entries]):
        try:
            card = room.card(row)
        except Exception:
            logger.exception("The card of %s %s could not be made.", kind, row.pk)
            failed.add(card_key(kind, row.pk))
        else:
            if card is not None and card.faces:
                cards[card.key] = card
    return cards, failed


def _write(cards: list[tuple[Entry, Card]]) -> None:
    documents = Document.objects.bulk_create(
        [_document(entry, card, Face(face), content) for entry, card in cards for face, content in card.faces.items()]
    )
    by_entry = {entry.pk: card for entry, card in cards}
    DocumentTerm.objects.bulk_create(
        [
            DocumentTerm(document=document, group=group, term=term)
            for document in documents
            for group, terms in _terms(by_entry[document.entry_id], Face(document.face)).items()
            for term in dict.fromkeys(terms)
        ]
    )


def _document(entry: Entry, card: Card, face: Face, content: Content) -> Document:
    titles = (text.title for text in content.texts.values())
    names = [fold(name) for name in dict.fromkeys((content.title, *content.names, *titles)) if name]
    texts = [part for text in content.texts.values() for part in (text.summary, text.body)]
    words = fold(" ".join([*names, content.byline, *texts, *content.keywords]))
    return Document(
        entry=entry,
        kind=entry.kind,
        face=face,
        date=card.date,
        starts=content.starts,
        ends=content.ends,
        sort_name=fold(content.title)[:200],
        # The bars let one pattern tell a whole name from the start of one, the spaces the start of a word.
        names="".join(f"| {name} |" for name in names),
        words=f" {words} ",
        content=asdict(content) | {"urls": dict(card.urls)},
    )


def _terms(card: Card, face: Face) -> dict[str, tuple[str, ...]]:
    return {**card.faces[face].facets, DocumentTerm.PEERS: card.peers}
