"""What stands in the catalogue, held against what the rows say now."""

from search.models import Entry
from search.registry import registered_kinds, registration


def pending() -> set[str]:
    """The keys that are marked."""
    return set(Entry.objects.pending().values_list("key", flat=True))


def stale() -> set[str]:
    """The keys of which another card stands in the catalogue than is made of the rows now."""
    stands = dict(Entry.objects.exclude(card_hash="").values_list("key", "card_hash"))
    rooms = [registration(kind) for kind in registered_kinds()]
    cards = [room.card(row) for room in rooms for row in room.rows()]
    made = {card.key: card.hash for card in cards if card is not None and card.faces}
    return {key for key in stands.keys() | made.keys() if stands.get(key) != made.get(key)}
