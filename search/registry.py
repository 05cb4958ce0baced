"""Where the rooms above say what of theirs can be found."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from search.cards import Card
from search.watching import ITSELF, Touches, mark_on_change, mark_on_relation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Account: TypeAlias = AbstractBaseUser | AnonymousUser
Labels: TypeAlias = Callable[[Collection[str], str], Mapping[str, str]]
VisibleTo: TypeAlias = Callable[[Account], QuerySet[Any]]


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
    visible_to: VisibleTo
    template: str
    facet_groups: Mapping[str, FacetGroup]
    takes_place: bool
    tab: Tab | None
    emblem: str
    sources: Mapping[type[Model], Touches]
    relations: tuple[type[Model], ...]

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
    visible_to: VisibleTo,
    template: str,
    facet_groups: Iterable[FacetGroup] = (),
    sources: Mapping[type[Model], Touches] | None = None,
    relations: Iterable[type[Model]] = (),
    touched: Touches = ITSELF,
    takes_place: bool = False,
    tab: Tab | None = None,
    emblem: str = "",
) -> None:
    """Make things of `model` findable.

    `card` makes a thing's card, or None if it has none now; `rows` are the things with all that
    `card` reads, in a fixed number of queries; `visible_to` says whose hits stay on the page;
    `template` draws one hit. Changing or deleting a thing marks it, alone or in bulk; `sources` are
    the other models whose rows a card is made of, each with the things that its rows touch; `relations`
    are the tables of the thing's own many-to-many fields; `touched` are the things that rows of `model`
    itself touch where one card stands for several rows, as for a page's languages;
    what `takes_place` at a time is listed by it, the next first; things without a `tab` are not on the
    search page, where `emblem` draws what stands beside a hit instead of its picture.
    """
    made = Registration(
        model=model,
        card=card,
        rows=rows,
        visible_to=visible_to,
        template=template,
        facet_groups={group.name: group for group in facet_groups},
        takes_place=takes_place,
        tab=tab,
        emblem=emblem,
        sources=dict(sources or {}),
        relations=tuple(relations),
    )
    _registrations[made.kind] = made
    for source, touches in {model: touched, **made.sources}.items():
        mark_on_change(made.kind, source, partial(touches.keys, made.kind), moves=touches.moves)
    for relation in made.relations:
        mark_on_relation(made.kind, model, relation)


def registration(kind: str) -> Registration:
    return _registrations[kind]


def registered_kinds() -> list[str]:
    return list(_registrations)


def register_networks_of(networks_of: Callable[[Account], frozenset[str]]) -> None:
    """Say in which networks an account is a member: they open the faces `members` and `peers`."""
    _networks_of[:] = [networks_of]


def networks_of(user: Account) -> frozenset[str]:
    return _networks_of[0](user) if _networks_of else frozenset()
