"""The drawing of a network on a map: positions in dots, ways as great circles, names that fit.

Names are placed here, not by the picture's library, whose own placing puts them beside the map.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from resupply.report.atlas import EUROPE, WORLD, Box
from resupply.report.map_places import NOWHERE, Spot

#: Width and height of a map, and what stays free around the places [dots].
WIDTH, HEIGHT, _FREE = 760, 520, 46
#: Points along a great circle.
_POINTS = 28
#: How wide a letter is, and how high a line [dots], of names on the map.
_LETTER, _LINE = 5.9, 13

Point = tuple[float, float]


class Frame(NamedTuple):
    """A map: which part of the world, and how it is laid flat.

    Args:
        box: The part whose outlines are drawn.
        lon: Longitude of the middle [degree].
        lat: Latitude of the middle [degree].
        scale: Dots a radian.
    """

    box: Box
    lon: float
    lat: float
    scale: float

    @property
    def projection(self) -> dict[str, Any]:
        """The same for the picture's library."""
        return {
            "type": "azimuthalEqualArea",
            "rotate": [-self.lon, -self.lat, 0],
            "scale": self.scale,
            "translate": [WIDTH / 2, HEIGHT / 2],
        }

    def dot(self, lon: float, lat: float) -> Point:
        """Where a position lies on the map: Lambert's azimuthal equal-area projection.

        Example:
            >>> Frame(EUROPE, 20.0, 50.0, 800.0).dot(20.0, 50.0)
            (380.0, 260.0)
        """
        turn, up, middle = (math.radians(x) for x in (lon - self.lon, lat, self.lat))
        cos = math.sin(middle) * math.sin(up) + math.cos(middle) * math.cos(up) * math.cos(turn)
        spread = math.sqrt(2 / max(1 + cos, 1e-6))
        x = spread * math.cos(up) * math.sin(turn)
        y = spread * (
            math.cos(middle) * math.sin(up) - math.sin(middle) * math.cos(up) * math.cos(turn)
        )
        return WIDTH / 2 + self.scale * x, HEIGHT / 2 - self.scale * y


def frame(spots: Sequence[Spot]) -> Frame:
    """The map that shows most of some places: Europe where most lie there, else the world."""
    known = [(s.lon, s.lat) for s in spots if s.lon is not None and s.lat is not None]
    inside = [p for p in known if _is_in(EUROPE, p)]
    box, shown = (EUROPE, inside) if 2 * len(inside) > len(known) else (WORLD, known)
    if not shown:
        return Frame(EUROPE, 13.0, 53.5, 640.0)
    longs, lats = [p[0] for p in shown], [p[1] for p in shown]
    lon, lat = (min(longs) + max(longs)) / 2, (min(lats) + max(lats)) / 2
    flat = Frame(box, lon, lat, 1.0)
    dots = [flat.dot(*p) for p in shown]
    wide = max(abs(x - WIDTH / 2) for x, _ in dots) or 0.05
    high = max(abs(y - HEIGHT / 2) for _, y in dots) or 0.05
    scale = min((WIDTH / 2 - _FREE) / wide, (HEIGHT / 2 - _FREE) / high, 2200.0)
    return Frame(box, lon, lat, scale)


def _is_in(box: Box, point: Point) -> bool:
    return box.west <= point[0] <= box.east and box.south <= point[1] <= box.north


def dots(spots: Mapping[str, Spot], on: Frame) -> dict[str, Point]:
    """Where each place is drawn; what nobody can place stands at the left edge, one by one."""
    nowhere = [place for place, spot in spots.items() if spot.known == NOWHERE]
    found = {
        place: on.dot(spot.lon, spot.lat)
        for place, spot in spots.items()
        if spot.lon is not None and spot.lat is not None
    }
    low = HEIGHT - 26.0
    return found | {place: (16.0, low - 24.0 * at) for at, place in enumerate(reversed(nowhere))}


def way(start: Spot, end: Spot, ends: tuple[Point, Point], on: Frame) -> list[Point]:
    """The points of a way between two places: a great circle where both are known."""
    if start.lon is None or end.lon is None or start.lat is None or end.lat is None:
        return list(ends)
    return [on.dot(*p) for p in great_circle((start.lon, start.lat), (end.lon, end.lat))]


def great_circle(start: Point, end: Point) -> list[Point]:
    """Positions along the shortest way over the globe.

    Example:
        >>> path = great_circle((0.0, 0.0), (90.0, 0.0))
        >>> [round(x) for x in path[len(path) // 2]], path[0], [round(x) for x in path[-1]]
        ([47, 0], (0.0, 0.0), [90, 0])
    """
    a, b = _vector(start), _vector(end)
    angle = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))
    if angle < 1e-9:
        return [start, end]
    found = [start]
    for step in range(1, _POINTS):
        share = step / (_POINTS - 1)
        one, other = (math.sin((1 - share) * angle), math.sin(share * angle))
        x, y, z = ((one * p + other * q) / math.sin(angle) for p, q in zip(a, b, strict=True))
        found.append((math.degrees(math.atan2(y, x)), math.degrees(math.asin(min(1.0, z)))))
    return found


def _vector(point: Point) -> tuple[float, float, float]:
    lon, lat = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def is_seen(dot: Point) -> bool:
    """Whether a place lies within the picture."""
    return 0 <= dot[0] <= WIDTH and 0 <= dot[1] <= HEIGHT


def entry(outside: Point, inside: Point) -> Point:
    """Where a line comes into the picture.

    Example:
        >>> [round(x) for x in entry((-100.0, 50.0), (100.0, 50.0))]
        [0, 50]
    """
    for _ in range(24):
        middle = ((outside[0] + inside[0]) / 2, (outside[1] + inside[1]) / 2)
        outside, inside = (outside, middle) if is_seen(middle) else (middle, inside)
    return inside


class Label(NamedTuple):
    """A name on the map, beginning at a dot."""

    text: str
    x: float
    y: float


def labels(
    wanted: Sequence[tuple[str, Point]], taken: Sequence[Point]
) -> tuple[list[Label], list[str]]:
    """Names beside their places where none covers another; those left out for want of room.

    Args:
        wanted: Names and the dots they belong to, the most important first.
        taken: Dots that no name may cover.

    Example:
        >>> found, left = labels([("Here", (100.0, 100.0)), ("There", (104.0, 101.0))], [])
        >>> [label.text for label in found], left
        (['Here', 'There'], [])
    """
    boxes = [(x - 4, y - 4, x + 4, y + 4) for x, y in taken]
    found: list[Label] = []
    left: list[str] = []
    for text, (x, y) in wanted:
        wide = _LETTER * len(text)
        tries = ((x + 7, y), (x - 7 - wide, y), (x - wide / 2, y - 12),
                 (x - wide / 2, y + 12), (x + 6, y - 11),
                 (x + 6, y + 11), (x - 6 - wide, y - 11),
                 (x - 6 - wide, y + 11))  # fmt: skip
        for at in tries:
            box = (at[0], at[1] - _LINE / 2, at[0] + wide, at[1] + _LINE / 2)
            if _fits(box, boxes):
                boxes.append(box)
                found.append(Label(text, round(at[0], 1), round(at[1], 1)))
                break
        else:
            left.append(text)
    return found, left


def _fits(box: tuple[float, ...], boxes: Sequence[tuple[float, ...]]) -> bool:
    if box[0] < 2 or box[1] < 2 or box[2] > WIDTH - 2 or box[3] > HEIGHT - 2:
        return False
    return all(box[2] <= b[0] or box[0] >= b[2] or box[3] <= b[1] or box[1] >= b[3] for b in boxes)
