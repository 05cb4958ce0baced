"""Where countries stand on the map."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from json import loads
from pathlib import Path

from network.directory import DirectorySearch
from portal.vocabulary.countries import country_sign
from search.queries import FacetCount

_WEST = 180


@dataclass(frozen=True, slots=True)
class Station:
    """One country on the map: its code, its place in the drawing's units, its people and their address."""

    country: str
    label: str
    x: float
    y: float
    count: int
    url: str
    selected: bool

    @property
    def sign(self) -> str:
        """The letters on the map."""
        return country_sign(self.country)

    @property
    def anchor(self) -> str:
        """Western stations are labelled to the west, eastern ones to the east, so labels keep off the route."""
        return "end" if self.x < _WEST else "start"

    @property
    def label_x(self) -> str:
        return f"{self.x - 14 if self.x < _WEST else self.x + 14:.1f}"

    @property
    def label_y(self) -> str:
        return f"{self.y - 10:.1f}"


@cache
def places() -> dict[str, tuple[float, float]]:
    """The place of each country's capital in the units of `static/map/europe.svg`."""
    return {code: (x, y) for code, (x, y) in loads((Path(__file__).parent / "stations.json").read_text()).items()}


def of_counts(counts: Iterable[FacetCount], search: DirectorySearch, base: str) -> list[Station]:
    """A station for each country that has people, from west to east as the route runs."""
    found = [
        Station(
            facet.term,
            facet.label,
            *places()[facet.term],
            facet.count,
            base + search.choosing("works_in", facet.term).querystring,
            facet.selected,
        )
        for facet in counts
        if facet.term in places() and (facet.count or facet.selected)
    ]
    return sorted(found, key=lambda station: station.x)
