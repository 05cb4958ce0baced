"""What is on the search page, as the rooms above registered it: tabs, the kinds on them and their filters."""

from collections import Counter
from collections.abc import Iterator

from search.registry import FacetGroup, Registration, Tab, registered_kinds, registration

YEAR = "year"


def tabs() -> list[Tab]:
    """The tabs, in their order."""
    return sorted({room.tab.name: room.tab for room in _rooms() if room.tab}.values(), key=lambda tab: tab.order)


def kinds_of(tab: str) -> tuple[str, ...]:
    """The kinds of things on a tab; without its name, on any of them."""
    return tuple(room.kind for room in _rooms() if room.tab and tab in ("", room.tab.name))


def groups_of(tab: str) -> tuple[str, ...]:
    """The filters of a tab; without its name, those that several tabs have."""
    if tab:
        return next(one.facets for one in tabs() if one.name == tab)
    return tuple(
        group for group, having in Counter(group for one in tabs() for group in one.facets).items() if having > 1
    )


def facet_group(name: str) -> FacetGroup:
    """A filter by its name; whichever room registered it, it is the same."""
    return next(room.facet_groups[name] for room in _rooms() if name in room.facet_groups)


def dated_kinds(*, takes_place: bool) -> tuple[str, ...]:
    """The kinds of things that are told apart by their year: those that take place, or those that appear."""
    return tuple(
        room.kind for room in _rooms() if room.tab and YEAR in room.tab.facets and room.takes_place == takes_place
    )


def takes_place(tab: str) -> bool:
    """Whether all things on a tab take place at some time."""
    return bool(tab) and all(registration(kind).takes_place for kind in kinds_of(tab))


def _rooms() -> Iterator[Registration]:
    return (room for room in map(registration, registered_kinds()) if room.tab)
