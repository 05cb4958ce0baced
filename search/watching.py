"""Hearing of changes: which rows make which cards stale."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from django.apps import apps
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from portal.operations.bulk_changes import rows_changed
from search.cards import card_key
from search.marks import mark

Things: TypeAlias = Callable[[Collection[int]], Iterable[int]]
Keys: TypeAlias = Callable[[Collection[int]], Iterable[str]]

_CHUNK = 500
_watched: set[type[Model]] = set()


@dataclass(frozen=True, slots=True)
class Touches:
    """The things whose cards are made of certain rows: `things` gives their keys by those of the rows.

    With `moves`, a change of a row can take it from one thing to another: then the first is marked as well.
    """

    things: Things
    moves: bool = False

    def keys(self, kind: str, pks: Collection[int]) -> list[str]:
        return [card_key(kind, pk) for pk in self.things(pks)]


ITSELF = Touches(lambda pks: pks)


def by_way_of(model: type[Model], *lookups: str) -> Touches:
    """Rows touch the things of `model` that have them under one of these lookups, such as `memberships__network`."""

    def things(pks: Collection[int]) -> set[int]:
        rows: QuerySet[Model] = QuerySet(model)
        return {pk for way in lookups for pk in rows.filter(**{f"{way}__in": pks}).values_list("pk", flat=True)}

    return Touches(things, moves=any(_row_says_whose_it_is(model, way) for way in lookups))


def _row_says_whose_it_is(model: type[Model], lookup: str) -> bool:
    """Whether the row at the end of the lookup holds the key to what it belongs to."""
    for name in lookup.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model  # type: ignore[assignment]  # lookups go over relations
    return bool(field.auto_created and not field.many_to_many)


def watched_models() -> frozenset[type[Model]]:
    """The models of whose rows cards are made."""
    return frozenset(_watched)


def mark_on_change(name: str, model: type[Model], keys: Keys, *, moves: bool = False) -> None:
    """Mark the cards that rows of `model` are in whenever those are saved, deleted, or changed in bulk.

    `keys` gives the cards of 500 rows in a query or a few. `moves` as for what rows touch; `name` tells one
    who listens to a model from another.
    """
    _watched.add(model)
    uid = f"catalogue:{name}:{model._meta.label}"
    before = f"_touched_{name}"

    def on_saving(instance: Model, **_: object) -> None:
        if instance.pk is not None:
            vars(instance)[before] = set(keys([instance.pk]))

    def on_change(instance: Model, **_: object) -> None:
        mark({*keys([instance.pk]), *vars(instance).pop(before, ())})

    def on_rows(pks: Collection[int], again: bool, **_: object) -> None:
        if moves or not again:
            mark(_in_chunks(keys, pks))

    for sender in _with_proxies(model):
        if moves:
            pre_save.connect(on_saving, sender=sender, weak=False, dispatch_uid=uid)
        # Before a deletion, because afterwards nothing says any more which things the row touched.
        for signal in (post_save, pre_delete):
            signal.connect(on_change, sender=sender, weak=False, dispatch_uid=uid)
    rows_changed.connect(on_rows, sender=model._meta.concrete_model, weak=False, dispatch_uid=uid)


def mark_on_relation(kind: str, model: type[Model], relation: type[Model]) -> None:
    """Mark what gets or loses something through a many-to-many table, from either end or in bulk."""
    uid = f"catalogue:{kind}:{relation._meta.label}"
    keys = {key.related_model: key.attname for key in relation._meta.concrete_fields if key.is_relation}
    own = keys[model]
    other = next(attname for related, attname in keys.items() if related is not model)

    def things(**rows: Any) -> Iterable[int]:
        return relation._default_manager.filter(**rows).values_list(own, flat=True)

    def on_change(instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **_: object) -> None:
        if not reverse:
            touched: Iterable[int] = [instance.pk]
        elif action == "pre_clear":
            touched = things(**{other: instance.pk})
        else:
            touched = pk_set or ()
        if action in {"post_add", "post_remove", "post_clear", "pre_clear"}:
            mark(card_key(kind, pk) for pk in touched)

    def on_rows(pks: Collection[int], **_: object) -> None:
        mark(_in_chunks(lambda chunk: [card_key(kind, pk) for pk in things(pk__in=chunk)], pks))

    m2m_changed.connect(on_change, sender=relation, weak=False, dispatch_uid=uid)
    rows_changed.connect(on_rows, sender=relation, weak=False, dispatch_uid=uid)


def _in_chunks(keys: Keys, pks: Collection[int]) -> set[str]:
    rest = iter(pks)
    found: set[str] = set()
    while chunk := list(islice(rest, _CHUNK)):
        found.update(keys(chunk))
    return found


def _with_proxies(model: type[Model]) -> list[type[Model]]:
    """A model and its proxies, each of which sends signals in its own name."""
    table = model._meta.concrete_model
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.concrete_model is table]
