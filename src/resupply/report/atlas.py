"""Outlines of countries for maps: read from TopoJSON, cut to the part of the world a map shows.

The files and their terms: `world/README.md`. Countries are joined by their three letters, because
numbers are missing or invented for some (Kosovo).
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "world"
_STEP = 0.05  # [degrees]: less than a dot of the map
_POINTS_MIN = 3  # a ring of fewer is a dot at this scale

Ring = Sequence[tuple[float, float]]


class Box(NamedTuple):
    """A part of the world [degrees]."""

    west: float
    south: float
    east: float
    north: float

    def touches(self, ring: Ring) -> bool:
        """Whether any of a ring may lie in it."""
        longs, lats = zip(*ring, strict=True)
        return bool(
            max(longs) >= self.west
            and min(longs) <= self.east
            and max(lats) >= self.south
            and min(lats) <= self.north
        )


EUROPE = Box(-25.0, 33.0, 46.0, 72.5)
WORLD = Box(-180.0, -60.0, 180.0, 90.0)


@cache
def outlines(box: Box, scale: str = "50m") -> Sequence[dict[str, Any]]:
    """The countries of a part of the world, as GeoJSON features with their three letters.

    Args:
        box: The part. Islands and provinces that lie outside of it are left out.
        scale: `50m` or the coarser `110m`.

    Example:
        >>> letters = {f["a3"] for f in outlines(EUROPE)}
        >>> {"UKR", "DNK", "XKX"} <= letters, "USA" in letters
        (True, False)
    """
    return tuple(
        {
            "type": "Feature",
            "a3": letters,
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for letters, polygons in _cut(box, scale)
    )


def _cut(box: Box, scale: str) -> Iterator[tuple[str, list[list[Ring]]]]:
    topology = json.loads((FOLDER / f"{scale}.json").read_text(encoding="utf-8"))
    arcs = [_absolute(arc, topology["transform"]) for arc in topology["arcs"]]
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = [
            [ring for ring in (_ring(part, arcs) for part in polygon) if len(ring) > _POINTS_MIN]
            for polygon in _polygons(country)
        ]
        kept = [p for p in polygons if p and box.touches(p[0])]
        letters = country.get("properties", {}).get("a3")
        if kept and letters:
            yield str(letters), kept


def _polygons(country: dict[str, Any]) -> list[Any]:
    return country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]


def _absolute(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[tuple[float, float]]:
    """An arc in degrees: TopoJSON keeps steps from point to point, in whole numbers."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((_near(x * scale_x + move_x), _near(y * scale_y + move_y)))
    return points


def _near(degrees: float) -> float:
    return round(round(degrees / _STEP) * _STEP, 2)


def _ring(parts: Sequence[int], arcs: Sequence[list[tuple[float, float]]]) -> Ring:
    """Arcs end to end; a negative number is an arc walked backwards."""
    ring: list[tuple[float, float]] = []
    for number in parts:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(points[1:] if ring else points)
    return [p for at, p in enumerate(ring) if at == 0 or p != ring[at - 1]]
