"""Where countries stand on the map, and where their labels fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from json import loads
from pathlib import Path

from network.directory import DirectorySearch
from portal.vocabulary.countries import country_sign
from search.queries import FacetCount

# In units of the drawing: how far a label stands off its station, and the room it takes.
_OFF = 14
_WIDTH = 74
_HEIGHT = 26
# Where the drawing begins on the left.
_EDGE = -50


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label goes: its corner beside the station, and which way it runs from there."""

    x: float
    y: float
    anchor: str

    @property
    def left(self) -> float:
        return self.x - (_WIDTH if self.anchor == "end" else 0)

    def covers(self, x: float, y: float) -> bool:
        return self.left - 6 <= x <= self.left + _WIDTH + 6 and self.y - _HEIGHT <= y <= self.y + 8

    def meets(self, other: "Place") -> bool:
        return abs(self.left - other.left) < _WIDTH and abs(self.y - other.y) < _HEIGHT


@dataclass(frozen=True, slots=True)
class Station:
    """One country on the map: its people, their address, and its place in the drawing's units."""

    country: str
    name: str
    count: int
    url: str
    selected: bool
    x: float
    y: float
    label: Place

    @property
    def sign(self) -> str:
        """The letters on the map."""
        return country_sign(self.country)


@cache
def places() -> dict[str, tuple[float, float]]:
    """The place of each country's capital in the units of `static/map/europe.svg`."""
    return {code: (x, y) for code, (x, y) in loads((Path(__file__).parent / "stations.json").read_text()).items()}


def of_counts(counts: Iterable[FacetCount], search: DirectorySearch, base: str) -> list[Station]:
    """A station for each country that has people, from west to east."""
    shown = sorted(
        (count for count in counts if count.term in places() and (count.count or count.selected)),
        key=lambda count: places()[count.term],
    )
    labels = _labels([places()[count.term] for count in shown])
    return [
        Station(
            country=count.term,
            name=count.label,
            count=count.count,
            url=base + search.choosing("works_in", count.term).querystring,
            selected=count.selected,
            x=places()[count.term][0],
            y=places()[count.term][1],
            label=label,
        )
        for count, label in zip(shown, labels, strict=True)
    ]


def _labels(stations: list[tuple[float, float]]) -> list[Place]:
    """A place for each label that hides no station and no other label, where there is one."""
    found: list[Place] = []
    for x, y in stations:
        choices = [
            Place(x + _OFF, y - 8, "start"),
            Place(x - _OFF, y - 8, "end"),
            Place(x + _OFF, y + 22, "start"),
            Place(x - _OFF, y + 22, "end"),
        ]
        free = (
            place
            for place in choices
            if place.left >= _EDGE
            and not any(place.meets(other) for other in found)
            and not any(place.covers(*station) for station in stations)
        )
        found.append(next(free, choices[0]))
    return found
