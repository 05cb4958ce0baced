"""The route: the shortest dotted line that joins all stations."""

from math import dist
from typing import TypeAlias

Place: TypeAlias = tuple[float, float]

# How far a leg bends aside, as a share of its length.
_BEND = 0.16


def route_path(places: list[Place]) -> str:
    """SVG path data for the legs between `places`, each slightly bent; empty for fewer than two."""
    return " ".join(_leg(start, end) for start, end in legs(places))


def legs(places: list[Place]) -> list[tuple[Place, Place]]:
    """The minimum spanning tree of `places` (Prim, 1957), so that near neighbours are joined."""
    joined, left, found = places[:1], places[1:], []
    while left:
        start, end = min(((one, other) for one in joined for other in left), key=lambda leg: dist(*leg))
        found.append((start, end))
        joined.append(end)
        left.remove(end)
    return found


def _leg(start: Place, end: Place) -> str:
    (x1, y1), (x2, y2) = sorted((start, end))
    bend_x = (x1 + x2) / 2 + (y2 - y1) * _BEND
    bend_y = (y1 + y2) / 2 - (x2 - x1) * _BEND
    return f"M{x1:.1f} {y1:.1f}Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}"
