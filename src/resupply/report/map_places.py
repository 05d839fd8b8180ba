"""Where the places of a network are drawn, and how that is known.

A position is the case's own, else the country's capital for a source, else the middle of the
country, else a spot on the border of two, else the edge of the map. Each says which: a place that
is an aggregate on purpose must not look like a spot that somebody knows.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from resupply.report.atlas import EUROPE, WORLD, outlines
from resupply.report.geojson import capitals

Row = Mapping[str, Any]

#: How a position is known, from the best.
STATED, CAPITAL, BORDER, AGGREGATE, NOWHERE = (
    "stated", "capital", "border", "country", "not known",
)  # fmt: skip


class Spot(NamedTuple):
    """Where a place is drawn.

    Args:
        place: Its id.
        name: Its name.
        kind: What it is.
        lon: Longitude [degree]; None = nobody knows.
        lat: Latitude [degree].
        known: One of the words above.
    """

    place: str
    name: str
    kind: str
    lon: float | None
    lat: float | None
    known: str


def spots(rows: Sequence[Mapping[str, Any]]) -> dict[str, Spot]:
    """The places that rows of legs or shipments join, by id.

    Args:
        rows: With `from_place`, `from_name`, `from_kind`, `from_country`, `from_lat`, `from_lon`,
            and the same of `to`.

    Example:
        >>> row = {"from_place": "a", "from_name": "A", "from_kind": "source",
        ...        "from_country": "POL", "to_place": "b", "to_name": "B", "to_lat": 1, "to_lon": 2}
        >>> [(s.place, s.known) for s in spots([row]).values()]
        [('a', 'capital'), ('b', 'stated')]
    """
    ends: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        for end in ("from", "to"):
            ends.setdefault(str(row[f"{end}_place"]), _end(row, end))
    known = _knowing(ends)
    depths = _depths(rows)
    inside: dict[str, list[str]] = {}
    for place in sorted(ends, key=lambda each: depths[each]):
        if known[place] in (AGGREGATE, BORDER):
            inside.setdefault(str(ends[place]["country"]), []).append(place)
    return {place: _spot(place, end, known[place], inside) for place, end in ends.items()}


def _knowing(ends: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """How each position is known; beside aggregates of its country a source is one of them."""
    known = {place: _known(end) for place, end in ends.items()}
    blurred = {ends[place]["country"] for place, how in known.items() if how == AGGREGATE}
    return {
        place: AGGREGATE if how == CAPITAL and ends[place]["country"] in blurred else how
        for place, how in known.items()
    }


def _end(row: Mapping[str, Any], end: str) -> dict[str, Any]:
    return {n: row.get(f"{end}_{n}") for n in ("name", "kind", "country", "lat", "lon")}


def _known(end: Mapping[str, Any]) -> str:
    country = str(end["country"] or "")
    if end["lat"] is not None and end["lon"] is not None:
        return STATED
    if "-" in country and _border(country):
        return BORDER
    if _middle(country) is None:
        return NOWHERE
    return CAPITAL if end["kind"] == "source" and country in capitals() else AGGREGATE


def _spot(
    place: str, end: Mapping[str, Any], known: str, inside: Mapping[str, Sequence[str]]
) -> Spot:
    country = str(end["country"] or "")
    lon: float | None = None
    lat: float | None = None
    if known == STATED:
        lon, lat = float(end["lon"]), float(end["lat"])
    elif known == CAPITAL:
        lon, lat = capitals()[country]
    elif known in (BORDER, AGGREGATE):
        same = inside[country]
        share = (same.index(place) + 1) / (len(same) + 1)
        lon, lat = _within(country, share) if known == AGGREGATE else _along(country, share)
    return Spot(place, str(end["name"]), str(end["kind"] or ""), lon, lat, known)


def _depths(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many legs lie before each place at most, so that aggregates stand in their order."""
    links = [(str(r["from_place"]), str(r["to_place"])) for r in rows]
    depth = {place: 0 for link in links for place in link}
    for _ in range(min(len(depth), 12)):
        for start, end in links:
            depth[end] = max(depth[end], min(depth[start] + 1, 12))
    return depth


@cache
def _rings(country: str) -> Sequence[Sequence[tuple[float, float]]]:
    """The outlines of a country, the largest first."""
    for box, scale in ((EUROPE, "50m"), (WORLD, "110m")):
        for feature in outlines(box, scale):
            if feature["a3"] == country:
                rings = [polygon[0] for polygon in feature["geometry"]["coordinates"]]
                return sorted(rings, key=lambda ring: -abs(_area(ring)))
    return ()


def _area(ring: Sequence[tuple[float, float]]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


@cache
def _middle(country: str) -> tuple[float, float] | None:
    """The centre of mass of the largest outline."""
    rings = _rings(country)
    if not rings:
        return None
    ring = rings[0]
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    area = _area(ring)
    return x / (6 * area), y / (6 * area)


def _within(country: str, share: float) -> tuple[float, float]:
    """A spot on the line through the middle of a country, from west to east."""
    middle = _middle(country)
    assert middle is not None
    longs = [x for x, _ in _rings(country)[0]]
    west, east = min(longs), max(longs)
    # The middle three quarters: what stands at the border would look like a crossing.
    return west + (east - west) * (0.125 + 0.75 * share), middle[1]


@cache
def _border(pair: str) -> Sequence[tuple[float, float]]:
    """The points that the outlines of two countries share, from north to south."""
    one, _, other = pair.partition("-")
    shared = {p for ring in _rings(one) for p in ring} & {p for r in _rings(other) for p in r}
    return sorted(shared, key=lambda p: -p[1])


def _along(pair: str, share: float) -> tuple[float, float]:
    line = _border(pair)
    return line[min(int(share * len(line)), len(line) - 1)]
