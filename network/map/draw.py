"""Draws the map of Europe: static/map/europe.svg and network/map/stations.json.

    python -m network.map.draw PATH_TO_countries-50m.json

Source: Natural Earth 1:50m (public domain) as TopoJSON, from the npm package world-atlas.
Units: degrees in, kilometres on the projected plane, then pixels of the viewBox, y downwards.
Neighbours share arcs, and each arc is simplified once: no gap opens along a border.
"""

import json
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]
Polygon = list[list[int]]  # rings of arc numbers, as in TopoJSON

ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / "static" / "map" / "europe.svg"
STATIONS = ROOT / "network" / "map" / "stations.json"

EARTH_RADIUS = 6371.007  # km, of the sphere with the earth's surface
CENTRE = (math.radians(10), math.radians(52))  # as in EPSG:3035
WEST, NORTH = -1770.0, 2190.0  # km from the centre to the frame's edges
PIXELS_PER_KM = 0.159
WIDTH, HEIGHT = 640, 660
SMALLEST_BEND = 1.0  # square pixels: a bend with less area is straightened
SMALLEST_ISLAND = 10.0  # square pixels; a country's largest part is always kept

# ISO 3166: numeric (as world-atlas has it), alpha-2, then the capital's longitude and latitude.
# Kosovo has no number and comes by name.
# fmt: off
COUNTRIES: dict[str, tuple[str, Point]] = {
    "008": ("AL", (19.82, 41.33)), "020": ("AD", (1.52, 42.51)),
    "040": ("AT", (16.37, 48.21)), "056": ("BE", (4.35, 50.85)),
    "070": ("BA", (18.41, 43.86)), "100": ("BG", (23.32, 42.70)),
    "112": ("BY", (27.57, 53.90)), "191": ("HR", (15.98, 45.81)),
    "196": ("CY", (33.37, 35.17)), "203": ("CZ", (14.42, 50.09)),
    "208": ("DK", (12.57, 55.68)), "233": ("EE", (24.75, 59.44)),
    "246": ("FI", (24.94, 60.17)), "250": ("FR", (2.35, 48.86)),
    "276": ("DE", (13.40, 52.52)), "300": ("GR", (23.73, 37.98)),
    "348": ("HU", (19.04, 47.50)), "352": ("IS", (-21.90, 64.15)),
    "372": ("IE", (-6.26, 53.35)), "380": ("IT", (12.50, 41.90)),
    "428": ("LV", (24.11, 56.95)), "438": ("LI", (9.52, 47.14)),
    "440": ("LT", (25.28, 54.69)), "442": ("LU", (6.13, 49.61)),
    "470": ("MT", (14.51, 35.90)), "492": ("MC", (7.42, 43.73)),
    "498": ("MD", (28.86, 47.01)), "499": ("ME", (19.26, 42.44)),
    "528": ("NL", (4.90, 52.37)), "578": ("NO", (10.75, 59.91)),
    "616": ("PL", (21.01, 52.23)), "620": ("PT", (-9.14, 38.72)),
    "642": ("RO", (26.10, 44.43)), "643": ("RU", (37.62, 55.76)),
    "674": ("SM", (12.45, 43.94)), "688": ("RS", (20.46, 44.82)),
    "703": ("SK", (17.11, 48.15)), "705": ("SI", (14.51, 46.05)),
    "724": ("ES", (-3.70, 40.42)), "752": ("SE", (18.07, 59.33)),
    "756": ("CH", (7.45, 46.95)), "792": ("TR", (32.86, 39.93)),
    "804": ("UA", (30.52, 50.45)), "807": ("MK", (21.43, 42.00)),
    "826": ("GB", (-0.13, 51.51)), "Kosovo": ("XK", (21.17, 42.66)),
}
# fmt: on


def project(point: Point) -> Point:
    """A place in the viewBox, in pixels, from longitude and latitude in degrees.

    Lambert azimuthal equal-area on the sphere (Snyder 1987, equations 24-2 to 24-4).
    """
    east, north = math.radians(point[0]) - CENTRE[0], math.radians(point[1])
    sin0, cos0 = math.sin(CENTRE[1]), math.cos(CENTRE[1])
    sin1, cos1 = math.sin(north), math.cos(north)
    scale = EARTH_RADIUS * math.sqrt(2 / (1 + sin0 * sin1 + cos0 * cos1 * math.cos(east)))
    x = scale * cos1 * math.sin(east)
    y = scale * (cos0 * sin1 - sin0 * cos1 * math.cos(east))
    return (x - WEST) * PIXELS_PER_KM, (NORTH - y) * PIXELS_PER_KM


def area(ring: Sequence[Point]) -> float:
    """The area inside a ring, in square pixels; the ring may be open or closed."""
    closed = [*ring[-1:], *ring]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(closed))) / 2


def simplify(line: Line) -> Line:
    """The line without its bends under SMALLEST_BEND, smallest first (Visvalingam, Whyatt 1993).

    Its ends stay; an island's line, whose ends meet, keeps at least three corners.
    """
    kept, fewest = list(line), 4 if line[0] == line[-1] else 2
    bends = [area(kept[i - 1 : i + 2]) for i in range(1, len(kept) - 1)]
    while len(kept) > fewest and min(bends) < SMALLEST_BEND:
        least = bends.index(min(bends))
        del kept[least + 1], bends[least]
        for i in (least - 1, least):
            if 0 <= i < len(bends):
                bends[i] = max(area(kept[i : i + 3]), bends[i])
    return kept


def clip(ring: Line) -> Line:
    """The part of a ring inside the frame (Sutherland, Hodgman 1974); empty if none is."""
    for axis, edge, sign in ((0, 0, 1), (0, WIDTH, -1), (1, 0, 1), (1, HEIGHT, -1)):
        inside: Line = []
        for a, b in pairwise([*ring[-1:], *ring]):
            a_in, b_in = sign * (a[axis] - edge) >= 0, sign * (b[axis] - edge) >= 0
            if a_in != b_in:
                t = (edge - a[axis]) / (b[axis] - a[axis])
                inside.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if b_in:
                inside.append(b)
        ring = inside
    return ring


def decode(topology: Mapping[str, Any]) -> list[Line]:
    """Every arc in longitude and latitude, from TopoJSON's quantised differences."""
    (scale_x, scale_y), (left, bottom) = topology["transform"].values()
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(line)
    return arcs


def path(ring: Iterable[Point]) -> str:
    """A ring's SVG path, to a tenth of a pixel, in relative steps; empty if it has no area."""
    rounded = [(round(x * 10), round(y * 10)) for x, y in ring]
    corners = [b for a, b in pairwise([*rounded[-1:], *rounded]) if a != b]
    if len(corners) < 3:
        return ""
    steps = [corners[0], *((c - a, d - b) for (a, b), (c, d) in pairwise(corners))]
    start, *rest = (f"{x / 10:g} {y / 10:g}" for x, y in steps)
    written = f"M{start}l{' '.join(rest)}z".replace(" -", "-")
    return re.sub(r"(?<![\d.])0\.", ".", written)


def join(ring: Sequence[int], part: Sequence[int]) -> list[int]:
    """The arcs around two neighbouring areas, without the one arc between them."""
    i = next(i for i, arc in enumerate(ring) if ~arc in part)
    j = part.index(~ring[i])
    return [*ring[:i], *part[j + 1 :], *part[:j], *ring[i + 1 :]]


def countries(topology: Mapping[str, Any]) -> dict[str, list[Polygon]]:
    """Each European country's polygons by its alpha-2 code.

    Natural Earth draws who holds a place. Here Crimea is Ukraine's and Cyprus is whole, as the
    European Union has it, and the Åland islands, with a number of their own, are Finland's.
    """
    shapes: dict[str, list[Polygon]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        shapes[shape.get("id") or shape["properties"]["name"]] = list(parts)
    ukraine, cyprus = shapes["804"][0][0], shapes["196"][0][0]
    crimea = next(p for p in shapes["643"] if len(p[0]) == 2 and any(~a in ukraine for a in p[0]))
    shapes["643"].remove(crimea)
    shapes["804"][0] = [join(ukraine, crimea[0])]
    shapes["196"] = [[join(cyprus, shapes["N. Cyprus"][0][0])]]
    shapes["246"] += shapes["248"]
    return {code: shapes[number] for number, (code, _) in sorted(COUNTRIES.items())}


def draw(topology: Mapping[str, Any]) -> dict[str, str]:
    """Each European country's SVG path by its alpha-2 code; too small a country is left out."""
    arcs = [simplify([project(point) for point in arc]) for arc in decode(topology)]

    def outline(indices: Sequence[int]) -> Line:
        lines = (arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices)
        return clip([point for line in lines for point in line[:-1]])

    paths: dict[str, str] = {}
    for code, polygons in countries(topology).items():
        drawn = [[outline(ring) for ring in polygon] for polygon in polygons]
        areas = [area(polygon[0]) for polygon in drawn]
        enough = min(max(areas), SMALLEST_ISLAND)
        large = (polygon for polygon, size in zip(drawn, areas, strict=True) if size >= enough)
        paths[code] = "".join(path(ring) for polygon in large for ring in polygon)
    return {code: d for code, d in sorted(paths.items()) if d}


def main(source: Path) -> None:
    """Writes both files from the TopoJSON file at `source`."""
    paths = draw(json.loads(source.read_text()))
    lines = [f'<path id="{code}" d="{d}"/>' for code, d in paths.items()]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
    MAP.write_text("\n".join([head, '<g id="land">', *lines, "</g>", "</svg>", ""]))
    places = {code: project(capital) for code, capital in COUNTRIES.values() if code in paths}
    rows = [f'  "{code}": [{x:.1f}, {y:.1f}]' for code, (x, y) in sorted(places.items())]
    STATIONS.write_text("{\n" + ",\n".join(rows) + "\n}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
