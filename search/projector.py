"""Projecting: from marked keys to documents, out of committed rows."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from django.db import transaction

from search.cards import Card, Content, Face, split_key
from search.folding import fold
from search.models import Document, DocumentTerm, Entry
from search.registry import registered_kinds, registration

_BATCH = 200

Listener: TypeAlias = Callable[[], None]
_listeners: list[Listener] = []


def on_projected(listener: Listener) -> None:
    """Have `listener` called after each batch that changed what can be found."""
    _listeners.append(listener)


def project_pending() -> int:
    """Make the cards of all pending entries anew, and give how many entries were looked at."""
    seen = 0
    while batch := list(Entry.objects.pending().order_by("pk").values_list("key", flat=True)[:_BATCH]):
        project(batch)
        seen += len(batch)
    return seen


def project(keys: Iterable[str]) -> None:
    """Make the cards of these entries anew. Safe to repeat, and beside another projector.

    The entries' rows stay locked meanwhile, so a change that is marked while the card is being
    made waits, and is seen as pending afterwards.
    """
    with transaction.atomic():
        entries = list(Entry.objects.select_for_update().filter(key__in=set(keys)).order_by("kind", "pk"))
        changed = False
        for kind, of_kind in groupby(entries, key=attrgetter("kind")):
            changed |= _project_kind(kind, list(of_kind))
    if changed:
        for listener in _listeners:
            listener()


def _project_kind(kind: str, entries: list[Entry]) -> bool:
    cards = _cards(kind, entries)
    stale = [entry for entry in entries if entry.key not in cards or cards[entry.key].hash != entry.card_hash]
    gone = [entry.pk for entry in stale if entry.key not in cards]
    Document.objects.filter(entry__in=[entry.pk for entry in stale]).delete()
    Entry.objects.filter(pk__in=gone).delete()
    for entry in entries:
        entry.pending = False
        entry.card_hash = cards[entry.key].hash if entry.key in cards else ""
    Entry.objects.bulk_update([entry for entry in entries if entry.key in cards], ["pending", "card_hash"])
    _write([(entry, cards[entry.key]) for entry in stale if entry.key in cards])
    return bool(stale)


def _cards(kind: str, entries: list[Entry]) -> dict[str, Card]:
    if kind not in registered_kinds():
        return {}
    room = registration(kind)
    rows = room.rows().filter(pk__in=[split_key(entry.key)[1] for entry in entries])
    made = (room.card(row) for row in rows)
    return {card.key: card for card in made if card is not None and card.faces}


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
    names = [fold(name) for name in dict.fromkeys((content.title, *content.names)) if name]
    texts = [part for text in content.texts.values() for part in (text.summary, text.body)]
    words = fold(" ".join([*names, content.byline, *texts, *content.keywords]))
    return Document(
        entry=entry,
        kind=entry.kind,
        face=face,
        date=card.date,
        sort_name=fold(content.title)[:200],
        # The bars let one pattern tell a whole name from the start of one, the spaces the start of a word.
        names="".join(f"| {name} |" for name in names),
        words=f" {words} ",
        content=asdict(content) | {"urls": dict(card.urls)},
    )


def _terms(card: Card, face: Face) -> dict[str, tuple[str, ...]]:
    return {**card.faces[face].facets, DocumentTerm.PEERS: card.peers}
