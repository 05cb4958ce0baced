"""Where the rooms above say what of theirs can be found."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_save, pre_delete

from search.cards import Card, card_key
from search.marks import mark

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Account: TypeAlias = AbstractBaseUser | AnonymousUser
Labels: TypeAlias = Callable[[Collection[str], str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A way to narrow results, called `title`. `labels(terms, language)` names its terms.

    Terms chosen in one group are alternatives; with `every`, a thing must have them all. Rooms whose
    things have the same group in common register it under the same name and with the same labels.
    """

    name: str
    labels: Labels
    every: bool = False
    title: "StrOrPromise" = ""


@dataclass(frozen=True, slots=True)
class FinerSearch:
    """A page that searches for things of one tab with more filters. It reads its text from `q`."""

    title: "StrOrPromise"
    url_name: str


@dataclass(frozen=True, slots=True)
class Tab:
    """Kinds of things that readers of a search page see as one, such as all sorts of pages.

    Tabs stand in their `order`. `facets` names the groups by which its things are narrowed there.
    """

    name: str
    title: "StrOrPromise"
    order: int
    facets: tuple[str, ...] = ()
    finer: FinerSearch | None = None


@dataclass(frozen=True, slots=True)
class Registration:
    """How things of one model become findable."""

    model: type[Model]
    card: Callable[[Any], Card | None]
    rows: Callable[[], QuerySet[Any]]
    visible_to: Callable[[Account], QuerySet[Any]]
    template: str
    facet_groups: Mapping[str, FacetGroup]
    takes_place: bool
    tab: Tab | None
    emblem: str

    @property
    def kind(self) -> str:
        return self.model._meta.model_name or ""


_registrations: dict[str, Registration] = {}
_networks_of: list[Callable[[Account], frozenset[str]]] = []


def register(
    model: type[Model],
    card: Callable[[Any], Card | None],
    *,
    rows: Callable[[], QuerySet[Any]],
    visible_to: Callable[[Account], QuerySet[Any]],
    template: str,
    facet_groups: Iterable[FacetGroup] = (),
    sources: Mapping[type[Model], Callable[[Any], Iterable[int]]] | None = None,
    relations: Iterable[type[Model]] = (),
    touched: Callable[[Any], Iterable[int]] = lambda thing: [thing.pk],
    takes_place: bool = False,
    tab: Tab | None = None,
    emblem: str = "",
) -> None:
    """Make things of `model` findable.

    `card` makes a thing's card, or None if it has none now; `rows` are the things with all that
    `card` reads, in a fixed number of queries; `visible_to` says whose hits stay on the page;
    `template` draws one hit. Saving or deleting a thing marks it; `sources` are the other models
    whose rows a card is made of, each with the primary keys of the things that a row touches;
    `relations` are the tables of the thing's own many-to-many fields; `touched` are the keys that a
    row of `model` itself touches where one card stands for several rows, as for a page's languages;
    what `takes_place` at a time is listed by it, the next first; things without a `tab` are not on the
    search page, where `emblem` draws what stands beside a hit instead of its picture.
    """
    groups = {group.name: group for group in facet_groups}
    made = Registration(model, card, rows, visible_to, template, groups, takes_place, tab, emblem)
    _registrations[made.kind] = made
    _mark_on_change(made.kind, model, touched)
    for source, touched_by_source in (sources or {}).items():
        _mark_on_change(made.kind, source, touched_by_source)
    for relation in relations:
        _mark_on_relation(made.kind, model, relation)


def _mark_on_change(kind: str, model: type[Model], touched: Callable[[Any], Iterable[int]]) -> None:
    def on_change(instance: Model, **_: object) -> None:
        mark(card_key(kind, pk) for pk in touched(instance))

    uid = f"catalogue:{kind}:{model._meta.label}"
    # Before a deletion, because afterwards nothing says any more which things the row touched.
    for signal in (post_save, pre_delete):
        signal.connect(on_change, sender=model, weak=False, dispatch_uid=uid)


def _mark_on_relation(kind: str, model: type[Model], relation: type[Model]) -> None:
    def on_change(instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **_: object) -> None:
        if not reverse:
            touched: Iterable[int] = [instance.pk]
        elif action == "pre_clear":
            touched = _related_pks(model, relation, instance)
        else:
            touched = pk_set or ()
        if action in {"post_add", "post_remove", "post_clear", "pre_clear"}:
            mark(card_key(kind, pk) for pk in touched)

    m2m_changed.connect(on_change, sender=relation, weak=False, dispatch_uid=f"catalogue:{kind}:{relation._meta.label}")


def _related_pks(model: type[Model], relation: type[Model], instance: Model) -> Iterable[int]:
    """The things that a row of the other side is related to, read before the relation is cleared."""
    keys = {key.related_model: key.attname for key in relation._meta.concrete_fields if key.is_relation}
    other = next(attname for related, attname in keys.items() if related is not model)
    return relation._default_manager.filter(**{other: instance.pk}).values_list(keys[model], flat=True)


def registration(kind: str) -> Registration:
    return _registrations[kind]


def registered_kinds() -> list[str]:
    return list(_registrations)


def register_networks_of(networks_of: Callable[[Account], frozenset[str]]) -> None:
    """Say in which networks an account is a member: they open the faces `members` and `peers`."""
    _networks_of[:] = [networks_of]


def networks_of(user: Account) -> frozenset[str]:
    return _networks_of[0](user) if _networks_of else frozenset()
