"""Projecting: from marked keys to documents, out of committed rows."""

import logging
from collections.abc import Callable, Iterable
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from django.db import transaction
from django.utils import timezone

from search.cards import Card, Content, Face, card_key, split_key
from search.engines import engine
from search.folding import elided, fold, joined
from search.models import Document, DocumentTerm, Entry, Index
from search.querysets import PEERS
from search.registry import registered_kinds, registration
from search.sending import send_pending

logger = logging.getLogger(__name__)

_BATCH = 200

Listener: TypeAlias = Callable[[], None]
_listeners: list[Listener] = []


def on_projected(listener: Listener) -> None:
    """Have `listener` called after each batch that changed what can be found."""
    _listeners.append(listener)


def project_pending(progress: Callable[[int], object] = lambda done: None) -> int:
    """Make the cards of all pending entries anew, send them to the engine, and give how many entries were looked at.

    An entry whose card cannot be made is logged, stays pending and holds up none of the others. `progress` is
    told how many are done.
    """
    seen = last = 0
    while batch := dict(Entry.objects.pending().filter(pk__gt=last).order_by("pk").values_list("pk", "key")[:_BATCH]):
        project(batch.values())
        seen, last = seen + len(batch), max(batch)
        progress(seen)
    send_pending()
    return seen


def project_at_once(keys: Iterable[str]) -> None:
    """Make the cards of these entries anew; who asks once this returns finds them as they are now.

    For what must not wait for a wake-up, such as hiding something. Never raises because of the engine.
    """
    keys = set(keys)
    project(keys)
    send_pending(keys, wait=True)


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
    cards, failed = cards_of(kind, [entry.key for entry in entries])
    made = [(entry, cards[entry.key]) for entry in entries if entry.key in cards]
    gone = [entry for entry in entries if entry.key not in cards and entry.key not in failed]
    stale = [(entry, card) for entry, card in made if card.hash != entry.card_hash]
    Document.objects.filter(entry__in=[entry.pk for entry in (*gone, *(entry for entry, _card in stale))]).delete()
    for entry, card in stale:
        _note_card(entry, card.hash)
    write_cards(stale)
    is_building = bool(gone) and engine().keeps_an_index and Index.objects.filter(state=Index.State.BUILDING).exists()
    remembered = [entry for entry in gone if is_building or _is_known_to_the_engine(entry)]
    forgotten = set(gone).difference(remembered)
    for entry in remembered:
        if entry.card_hash:
            _note_card(entry, "")
    Entry.objects.filter(pk__in=[entry.pk for entry in forgotten]).delete()
    settled = [*(entry for entry, _card in made), *remembered]
    for entry in settled:
        entry.pending = False
    Entry.objects.bulk_update(settled, ["pending", "card_hash", "card_version", "unsent", "projected"])
    return bool(stale or gone)


def _note_card(entry: Entry, card_hash: str) -> None:
    """The engine is to be told of another card, or with an empty hash that there is none any more."""
    entry.card_hash, entry.card_version, entry.projected = card_hash, entry.version, timezone.now()
    entry.unsent = engine().keeps_an_index


def _is_known_to_the_engine(entry: Entry) -> bool:
    """Whether an index may hold the thing: then its entry stays until the engine knows that it is gone."""
    return engine().keeps_an_index and bool(entry.card_hash or entry.unsent)


def cards_of(kind: str, keys: Iterable[str]) -> tuple[dict[str, Card], set[str]]:
    """The cards by key, and the keys whose card could not be made; what has no card now is in neither."""
    if kind not in registered_kinds():
        return {}, set()
    room = registration(kind)
    cards: dict[str, Card] = {}
    failed: set[str] = set()
    for row in room.rows().filter(pk__in=[split_key(key)[1] for key in keys]):
        try:
            card = room.card(row)
        except Exception:
            logger.exception("The card of %s %s could not be made.", kind, row.pk)
            failed.add(card_key(kind, row.pk))
        else:
            if card is not None and card.faces:
                cards[card.key] = card
    return cards, failed


def write_cards(cards: list[tuple[Entry, Card]]) -> None:
    """Have these cards stand in the catalogue, in which their entries have no documents yet."""
    documents = Document.objects.bulk_create(
        [document_of(entry, card, Face(face), content) for entry, card in cards for face, content in card.faces.items()]
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


def document_of(entry: Entry, card: Card, face: Face, content: Content) -> Document:
    """One face of a card as the catalogue keeps it."""
    titles = (text.title for text in content.texts.values())
    names = [fold(name) for name in dict.fromkeys((content.title, *content.names, *titles)) if name]
    texts = [part for text in content.texts.values() for part in (text.summary, text.body)]
    said = " ".join([*names, content.byline, *texts, *content.keywords])
    words = " ".join([fold(said), *elided(said), *joined(said)])
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
        content=content.as_json() | {"urls": dict(card.urls), "peers": list(card.peers)},
    )


def _terms(card: Card, face: Face) -> dict[str, tuple[str, ...]]:
    return {**card.faces[face].facets, PEERS: card.peers}
