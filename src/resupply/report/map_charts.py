"""The network on a map: every leg with what is known of it, or what a plan sends over them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from resupply.core.answer import Answer
from resupply.report.atlas import outlines
from resupply.report.chart_frame import PALETTE, Spec, Theme, framed
from resupply.report.map_layout import (
    HEIGHT,
    WIDTH,
    Frame,
    Label,
    Point,
    dots,
    entry,
    frame,
    is_seen,
    labels,
    way,
)
from resupply.report.map_places import AGGREGATE, BORDER, CAPITAL, NOWHERE, STATED, Spot, spots

Say = Callable[[str], str]
Rows = Sequence[Mapping[str, Any]]
_LAND: Mapping[Theme, tuple[str, str]] = {
    "light": ("#eef0f2", "#ffffff"),
    "dark": ("#23282e", "#14181d"),
}
#: The sign of a place by how its position is known.
_SIGNS = {STATED: "circle", CAPITAL: "circle", BORDER: "square", AGGREGATE: "square",
          NOWHERE: "diamond"}  # fmt: skip
#: Places whose names come first.
_FIRST = ("demand", "point_of_use", "store", "hub", "port", "airport", "source", "plant")
#: Widest and narrowest line of what is sent [dots].
_WIDE, _THIN = 7.0, 1.2
#: Places without a position that a map bears where they are most of all.
_VAGUE_MAX = 6


def network(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """The legs of a network; dashed where nobody knows what a leg carries."""
    if not answer.rows or "from_country" not in answer.rows[0]:
        return None
    lines = [
        {
            "leg": row["leg"],
            "way": f"{row['from_name']} - {row['to_name']}",
            "by": row["mode"],
            "days": row["lead_days"],
            "carries": row["capacity_per_day"],
            "unit": row["capacity_unit"],
            "is_dashed": row["capacity_per_day"] is None,
            "width": 1.4,
        }
        for row in answer.rows
    ]
    notes = [say("Dashed: nobody published what the leg carries.")]
    return _map(answer, lines, say("The network"), notes, theme, say)


def sent(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """What a plan sends over each leg: the wider the line, the more."""
    rows = [row for row in answer.rows if row.get("quantity")]
    if not rows or "from_country" not in rows[0]:
        return None
    amounts, unit = amounts_of(rows)
    most = max(amounts.values())
    first = {str(row["leg"]): row for row in reversed(rows)}
    lines = [
        {
            "leg": leg,
            "way": f"{first[leg]['from_name']} - {first[leg]['to_name']}",
            "by": first[leg]["mode"],
            "days": first[leg]["lead_days"],
            "carries": amount,
            "unit": unit,
            "is_dashed": False,
            "width": round(_THIN + (_WIDE - _THIN) * amount / most, 2),
        }
        for leg, amount in amounts.items()
    ]
    notes = [f"{say('The wider, the more is sent')}: {most:,.0f} {say(unit)}."]
    return _map(answer, lines, say("Where goods go"), notes, theme, say)


def amounts_of(rows: Rows) -> tuple[dict[str, float], str]:
    """What is sent over each leg in all: tonnes where all have a mass, else units of the items.

    Example:
        >>> amounts_of([{"leg": "a", "mass_t": 2.0}, {"leg": "a", "mass_t": 1.0}])
        ({'a': 3.0}, 't')
    """
    by_mass = all(row.get("mass_t") is not None for row in rows)
    found: dict[str, float] = defaultdict(float)
    for row in rows:
        found[str(row["leg"])] += float(row["mass_t"] if by_mass else row["quantity"])
    units = {str(row.get("unit")) for row in rows}
    return dict(found), "t" if by_mass else units.pop() if len(units) == 1 else "units"


def _map(
    answer: Answer,
    lines: Sequence[Mapping[str, Any]],
    title: str,
    notes: Sequence[str],
    theme: Theme,
    say: Say,
) -> Spec | None:
    wanted = {line["leg"] for line in lines}
    rows = [row for row in answer.rows if row["leg"] in wanted]
    places = spots(rows)
    if _is_too_vague(places):
        return None
    on = frame(list(places.values()))
    where = dots(places, on)
    drawn = _drawn(rows, lines, places, where, on)
    seen = {place: dot for place, dot in where.items() if is_seen(dot)}
    entries = _entries(drawn, where)
    names, left = labels(_wanted(places, {**seen, **entries}, say), list(seen.values()))
    body = {
        "width": WIDTH,
        "height": HEIGHT,
        "view": {"stroke": PALETTE[theme]["grid"], "fill": None},
        "layer": [
            _land(on, theme),
            *_aside(places, seen, theme),
            _ways(drawn, theme, say),
            _signs(places, seen, theme, say),
            *_names(names, theme),
        ],
        "resolve": {"scale": {"color": "independent", "shape": "independent"}},
    }
    told = [*notes, *_legend(places, seen, say)]
    if left:
        told.append(f"{say('Names for which there is no room')}: {len(left)}.")
    return framed(body, title=title, scope=answer.scope, notes=told, theme=theme)


def _is_too_vague(places: Mapping[str, Spot]) -> bool:
    """Whether a map would show a row of places of which no more than the country is known."""
    vague = sum(spot.known in (AGGREGATE, NOWHERE) for spot in places.values())
    return vague > _VAGUE_MAX and 2 * vague > len(places)


def _drawn(
    rows: Rows,
    lines: Sequence[Mapping[str, Any]],
    places: Mapping[str, Spot],
    where: Mapping[str, Point],
    on: Frame,
) -> list[dict[str, Any]]:
    """Each way point by point."""
    ends = {row["leg"]: (str(row["from_place"]), str(row["to_place"])) for row in rows}
    found = []
    for line in lines:
        start, end = ends[line["leg"]]
        points = way(places[start], places[end], (where[start], where[end]), on)
        found += [
            {**line, "from": start, "at": at, "x": round(x, 1), "y": round(y, 1)}
            for at, (x, y) in enumerate(points)
        ]
    return found


def _entries(drawn: Rows, where: Mapping[str, Point]) -> dict[str, Point]:
    """Where ways from places beyond the map come in: their names stand there."""
    found: dict[str, Point] = {}
    before: Mapping[str, Any] = {}
    for point in drawn:
        place = str(point["from"])
        dot = (float(point["x"]), float(point["y"]))
        if not is_seen(where[place]) and is_seen(dot) and before.get("leg") == point["leg"]:
            found.setdefault(place, entry((float(before["x"]), float(before["y"])), dot))
        before = point
    return found


def _wanted(
    places: Mapping[str, Spot], at: Mapping[str, Point], say: Say
) -> list[tuple[str, Point]]:
    def weight(place: str) -> int:
        kind = places[place].kind
        return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)

    return [(say(places[place].name), at[place]) for place in sorted(at, key=weight)]


def _land(on: Frame, theme: Theme) -> dict[str, Any]:
    fill, edge = _LAND[theme]
    return {
        "data": {"values": list(outlines(on.box, "50m" if on.scale > 400 else "110m"))},
        "projection": on.projection,
        "mark": {"type": "geoshape", "fill": fill, "stroke": edge, "strokeWidth": 0.8,
                 "clip": True},
    }  # fmt: skip


def _aside(
    places: Mapping[str, Spot], seen: Mapping[str, Point], theme: Theme
) -> list[dict[str, Any]]:
    """Paper under the places that nobody can place, so that they do not seem to lie on land."""
    dots_aside = [seen[place] for place, spot in places.items() if spot.known == NOWHERE]
    if not dots_aside:
        return []
    longest = max(len(s.name) for s in places.values() if s.known == NOWHERE)
    box = {
        "x": 1,
        "x2": 34 + 6 * longest,
        "y": min(y for _, y in dots_aside) - 16,
        "y2": HEIGHT - 1,
    }
    return [{"data": {"values": [box]},
             "mark": {"type": "rect", "fill": PALETTE[theme]["paper"], "opacity": 0.9,
                      "stroke": PALETTE[theme]["grid"]},
             "encoding": {"x": _flat("x"), "x2": {"field": "x2"}, "y": _flat("y"),
                          "y2": {"field": "y2"}}}]  # fmt: skip


def _flat(field: str) -> dict[str, Any]:
    """A position in dots, counted here."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _ways(drawn: Rows, theme: Theme, say: Say) -> dict[str, Any]:
    dash = {"condition": {"test": "datum.is_dashed", "value": [4, 3]}, "value": [1, 0]}
    return {
        "data": {"values": list(drawn)},
        "mark": {"type": "line", "clip": True, "opacity": 0.75, "color": PALETTE[theme]["served"],
                 "strokeCap": "butt"},
        "encoding": {
            "x": _flat("x"),
            "y": _flat("y"),
            "order": {"field": "at", "type": "quantitative"},
            "detail": [{"field": "leg", "type": "nominal"},
                       {"field": "is_dashed", "type": "nominal"}],
            "strokeWidth": {"field": "width", "type": "quantitative", "scale": None},
            "strokeDash": dash,
            "tooltip": [
                {"field": "way", "title": say("Leg")},
                {"field": "by", "title": say("By")},
                {"field": "days", "title": say("Days")},
                {"field": "carries", "title": say("Amount"), "format": ",.3~f"},
                {"field": "unit", "title": say("Unit")},
            ],
        },
    }  # fmt: skip


def _signs(
    places: Mapping[str, Spot], seen: Mapping[str, Point], theme: Theme, say: Say
) -> dict[str, Any]:
    colours = PALETTE[theme]
    data = [
        {
            "name": say(places[place].name),
            "kind": say(places[place].kind.replace("_", " ")),
            "sign": _SIGNS[places[place].known],
            "fill": colours["ink"] if places[place].known == STATED else colours["paper"],
            "x": round(x, 1),
            "y": round(y, 1),
        }
        for place, (x, y) in seen.items()
    ]
    own = {"type": "nominal", "scale": None, "legend": None}
    return {
        "data": {"values": data},
        "mark": {"type": "point", "size": 42, "stroke": colours["ink"], "strokeWidth": 1.2,
                 "opacity": 1, "filled": False},
        "encoding": {
            "x": _flat("x"),
            "y": _flat("y"),
            "shape": {"field": "sign", **own},
            "fill": {"field": "fill", **own},
            "tooltip": [{"field": "name", "title": say("Place")},
                        {"field": "kind", "title": say("Kind")}],
        },
    }  # fmt: skip


def _names(names: Sequence[Label], theme: Theme) -> list[dict[str, Any]]:
    """Names, each over a rim of paper so that lines do not cross it out."""
    data = {"values": [label._asdict() for label in names]}
    encoding = {"x": _flat("x"), "y": _flat("y"), "text": {"field": "text", "type": "nominal"}}
    common = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11}
    paper, ink = PALETTE[theme]["paper"], PALETTE[theme]["ink"]
    rim = {"stroke": paper, "strokeWidth": 3, "strokeJoin": "round", "color": paper,
           "strokeOpacity": 0.85}  # fmt: skip
    return [
        {"data": data, "mark": {**common, **rim}, "encoding": encoding},
        {"data": data, "mark": {**common, "color": ink}, "encoding": encoding},
    ]


def _legend(places: Mapping[str, Spot], seen: Mapping[str, Point], say: Say) -> list[str]:
    known = {places[place].known for place in seen}
    told = [
        (STATED, say("Filled: position as the case states it, approximate.")),
        (CAPITAL, say("Hollow circle: the capital stands for the country.")),
        (AGGREGATE, say("Square: somewhere in the country, not at that spot.")),
        (NOWHERE, say("Diamond at the edge: no position is known.")),
    ]
    if BORDER in known:
        told.append((BORDER, say("Square on a border: somewhere along it.")))
    return [words for how, words in told if how in known]
