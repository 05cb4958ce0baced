"""The floors of the house, read from the import contract in `pyproject.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_ROOMS = {"tests", "benchmarks"}
COMPONENTS = "components"
_linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


@dataclass(frozen=True)
class Place:
    """Where a room stands: its floor, the cellar's bottom being 0, and whether it knows its neighbours."""

    floor: int
    neighbours_known: bool


def _places() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for floor, layer in enumerate(reversed(_linter["contracts"][0]["layers"])):
        rooms = layer.replace("|", " ").replace(":", " ").split()
        places |= {room.strip("()"): Place(floor, ":" in layer) for room in rooms}
    return places


PLACES = _places()
ROOF = max(place.floor for place in PLACES.values())
ROOT_PACKAGES: list[str] = _linter["root_packages"]


def room_of(module: str) -> str | None:
    """The room a dotted module belongs to; None for what is not ours."""
    parts = module.split(".")
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((prefix for prefix in prefixes if prefix in PLACES), None)


def may_name(room: str, other: str) -> bool:
    """Whether code or a template of `room` may name a thing of `other`."""
    if room == other:
        return True
    here, there = _place(room), _place(other)
    if here.floor == there.floor:
        # Components stand beside the rooms of the foundation, and both may use the other.
        return here.neighbours_known or COMPONENTS in (room, other)
    return here.floor > there.floor


def _place(room: str) -> Place:
    return PLACES["portal.vocabulary" if room == COMPONENTS else room]
