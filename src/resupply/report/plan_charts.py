"""Pictures of plans: one function each, from rows and a scope to a specification."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from resupply.core.scope import Scope
from resupply.plan.told import plural
from resupply.report.chart_frame import PALETTE, Spec, Theme, framed, iso, on_day
from resupply.report.chart_parts import Rows, by_place, largest, not_shown, unit_of
from resupply.report.flow_layout import Flow, laid_out

#: Legs a picture of shipments shows.
_LEGS = 24


def shipments(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """Which leg carries how much when: a bar from departure to arrival, the darker the more a day.

    Args:
        rows: Of the plan's shipments.
        scope: Printed with it.
        theme: `light` or `dark`.
    """
    several = len({row["item"] for row in rows}) > 1
    named = [{**r, "way": _way(r, with_item=several), "end_on": _after(r, "arrive")} for r in rows]
    shown, left = largest(named, "way", "quantity", _LEGS)
    data = iso(shown, "way", "depart_on", "end_on", "quantity", "per_day", "unit", "item_name")
    body = {
        "data": {"values": data},
        "width": 640,
        "height": {"step": 20},
        "mark": {"type": "bar", "height": 12, "cornerRadius": 2},
        "encoding": {
            "y": {"field": "way", "type": "nominal", "sort": _order(data), "title": None},
            "x": on_day("depart_on"),
            "x2": {"field": "end_on"},
            "color": _amount("per_day", f"{plural(unit_of(rows, 'unit'))} a day", theme),
            "tooltip": _tips("way", "item_name", "quantity", "unit", "depart_on", "end_on"),
        },
    }
    notes = ["Each bar from the first departure to the last arrival.", *not_shown(left, "legs")]
    return framed(body, title="What is sent when", scope=scope, notes=notes, theme=theme)


def needs(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What is asked for and what is met, over time, with the range of what is met.

    Args:
        rows: Need by period: `asked`, `unmet`, and where known `met_low` and `met_high`.
        scope: Printed with it.
        theme: `light` or `dark`.
    """
    colours = PALETTE[theme]
    rated = _rated(rows)
    data = iso(
        rated,
        "where", "from_on", "end_on", "asked_rate", "met_rate", "met_low_rate", "met_high_rate",
    )  # fmt: skip
    x, x2 = on_day("from_on"), {"field": "end_on"}
    y = {"type": "quantitative", "title": f"{plural(unit_of(rows, 'unit'))} a day"}

    def layer(mark: Mapping[str, Any], field: str, **more: Any) -> dict[str, Any]:
        return {"mark": mark, "encoding": {"x": x, "x2": x2, "y": {**y, "field": field}, **more}}

    def rule(field: str, role: str, **how: Any) -> dict[str, Any]:
        return layer({"type": "rule", "color": colours[role], **how}, field)

    def bars(field: str, role: str, y2: Mapping[str, Any]) -> dict[str, Any]:
        return layer({"type": "rect", "color": colours[role]}, field, y2=y2)

    layers = [bars("met_rate", "served", {"datum": 0})]
    ranged = any(row["met_low_rate"] is not None for row in rated)
    if ranged:
        ends = [rule(f, "unmet", strokeWidth=1.5) for f in ("met_low_rate", "met_high_rate")]
        band = bars("met_low_rate", "band", {"field": "met_high_rate"})
        layers = [band, *layers, *ends]
    layers.append(rule("asked_rate", "need", strokeWidth=2))
    more = " Between the thin lines: range of what is met." if ranged else ""
    notes = [f"Blue: met. Thick line: asked for.{more}"]
    return framed(
        by_place(data, layers), title="What is asked for and what is met", scope=scope,
        notes=notes, theme=theme,
    )  # fmt: skip


def with_range(central: Rows, low: Rows, high: Rows) -> list[dict[str, Any]]:
    """Need by period of the plan as stated, with what is met at the ends of the ranges.

    Each end has its own need, so what is met is taken, not what is missing.
    """

    def met(row: Mapping[str, Any]) -> float:
        return max(float(row["asked"]) - float(row["unmet"]), 0.0)

    ends = zip(central, low, high, strict=True)
    return [
        {**row, "met_low": min(met(a), met(b)), "met_high": max(met(a), met(b))}
        for row, a, b in ends
    ]


def stocks(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What lies where, over time."""
    shown, left = largest(
        [{**r, "where": f"{r['place_name']}: {r['item_name']}"} for r in rows], "where", "stock", 9
    )
    data = iso(shown, "where", "until_on", "stock", "unit")
    mark = {
        "type": "area",
        "line": {"color": PALETTE[theme]["stock"]},
        "color": PALETTE[theme]["stock"],
        "opacity": 0.3,
    }
    y = {"field": "stock", "type": "quantitative", "title": plural(unit_of(rows, "unit"))}
    layers = [{"mark": mark, "encoding": {"x": on_day("until_on"), "y": y}}]
    return framed(
        by_place(data, layers), title="What lies where", scope=scope,
        notes=not_shown(left, "places"), theme=theme,
    )  # fmt: skip


def bottlenecks(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What a tenth more of each would meet, beside how much of it the plan uses."""
    shown = _telling(rows)
    data = iso(
        [{**r, "gain": r["tenth_days"] or 0.0} for r in shown],
        "name", "gain", "used_percent", "binds", "sentence",
    )  # fmt: skip
    order = [row["name"] for row in data]
    colours = PALETTE[theme]
    colour = {
        "condition": {"test": "datum.binds", "value": colours["unmet"]},
        "value": colours["idle"],
    }
    y = {"field": "name", "type": "nominal", "sort": order, "title": None}

    def bars(field: str, title: str, width: int, **more: Any) -> dict[str, Any]:
        x = {"field": field, "type": "quantitative", "title": title, **more}
        if field != "gain":
            x["axis"] = {"values": [0, 50, 100]}
        axis = {} if field == "gain" else {"axis": None}
        encoding = {"y": {**y, **axis}, "x": x, "color": colour}
        return {
            "width": width,
            "height": {"step": 20},
            "mark": {"type": "bar", "height": 12, "cornerRadius": 2},
            "encoding": encoding,
        }

    body = {
        "data": {"values": data},
        "hconcat": [
            bars("gain", "a tenth more meets [days of need]", 330),
            bars("used_percent", "used [%]", 130, scale={"domain": [0, 100]}),
        ],
        "spacing": 18,
    }
    notes = [
        "Coloured: more of it meets more need (of a lead time: a day less). Grey: not binding."
    ]
    notes += not_shown(len(rows) - len(shown), "rows")
    return framed(body, title="What binds", scope=scope, notes=notes, theme=theme)


def _telling(rows: Rows) -> list[Mapping[str, Any]]:
    """Of what binds the strongest, of lead times the first few, and what is used most otherwise."""
    by_gain = sorted(
        (row for row in rows if row["binds"]), key=lambda row: -(row["tenth_days"] or 0.0)
    )
    strong = [row for row in by_gain if row["kind"] != "lead_time"][:8]
    times = [row for row in by_gain if row["kind"] == "lead_time"][:4]
    idle = sorted(
        (row for row in rows if not row["binds"]), key=lambda row: -(row["used_percent"] or 0.0)
    )
    return [*strong, *times, *idle[:6]]


def flow(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """Where goods go over the whole plan: places in columns, ribbons as wide as what is sent."""
    by_mass = all(row.get("mass_t") is not None for row in rows)
    unit = "t" if by_mass else unit_of(rows, "unit")
    flows = [
        Flow(
            source=r["from_name"],
            target=r["to_name"],
            amount=float(r["mass_t"] if by_mass else r["quantity"]),
        )
        for r in rows
    ]
    picture = laid_out(flows)
    colours = PALETTE[theme]
    hidden = {"axis": None, "scale": {"nice": False, "zero": False}}
    x, y = {"type": "quantitative", **hidden}, {"type": "quantitative", **hidden}
    ribbons = {
        "data": {"values": picture.ribbons},
        "mark": {"type": "area", "color": colours["served"], "opacity": 0.45},
        "encoding": {
            "x": {"field": "x", **x},
            "y": {"field": "y", **y},
            "y2": {"field": "y2"},
            "detail": {"field": "ribbon", "type": "nominal"},
        },
    }
    nodes = {
        "data": {"values": picture.nodes},
        "mark": {"type": "rect", "color": colours["ink"]},
        "encoding": {
            "x": {"field": "x", **x},
            "x2": {"field": "x2"},
            "y": {"field": "y", **y},
            "y2": {"field": "y2"},
        },
    }
    names = {
        "data": {"values": picture.nodes},
        "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 11, "baseline": "middle"},
        "encoding": {
            "x": {"field": "x2", **x},
            "y": {"field": "middle", **y},
            "text": {"field": "label", "type": "nominal"},
        },
    }
    height = max(220, 26 * picture.rows_max)
    body = {"width": 760, "height": height, "layer": [ribbons, nodes, names]}
    notes = [f"Ribbons and figures in {unit}, over the whole plan; from left to right."]
    return framed(body, title="Where goods go", scope=scope, notes=notes, theme=theme)


def _rated(rows: Rows) -> list[dict[str, Any]]:
    """What is asked for and met a day; of more than three needs the sums over places.

    Who of many places is short on which day is often a matter of indifference to a plan; what
    they miss together is not.
    """
    needs = {(row["place"], row["item"]) for row in rows}
    by: dict[tuple[str, Any], list[Mapping[str, Any]]] = {}
    for row in rows:
        many = len({place for place, item in needs if item == row["item"]})
        where = row["place_name"] if len(needs) <= 3 or many == 1 else f"{many} places"
        by.setdefault((f"{where}: {row['item']}", row["from_on"]), []).append(row)
    return [_rates(where, same) for (where, _), same in by.items()]


def _rates(where: str, rows: Rows) -> dict[str, Any]:
    """One period of one or several needs, as rates a day."""
    end_on = _after(rows[0], "")
    days = (end_on - rows[0]["from_on"]).days
    asked = sum(row["asked"] for row in rows)

    def met(field: str) -> float | None:
        parts = [row.get(field) for row in rows]
        known = [float(part) for part in parts if part is not None]
        return max(sum(known), 0.0) / days if len(known) == len(parts) else None

    return {
        "where": where,
        "from_on": rows[0]["from_on"],
        "end_on": end_on,
        "asked_rate": asked / days,
        "met_rate": max(asked - sum(row["unmet"] for row in rows), 0.0) / days,
        "met_low_rate": met("met_low"),
        "met_high_rate": met("met_high"),
    }


def _after(row: Mapping[str, Any], what: str) -> date:
    """The day after the last, so that a bar covers it."""
    last: date = row[f"{what}_until_on" if what else "until_on"]
    return last + timedelta(days=1)


def _way(row: Mapping[str, Any], *, with_item: bool) -> str:
    way = f"{row['from_name']} to {row['to_name']}"
    return f"{way}: {row['item']}" if with_item else way


def _order(data: Rows) -> list[str]:
    """Ways by their first day."""
    return list(dict.fromkeys(r["way"] for r in sorted(data, key=lambda r: r["depart_on"])))


def _amount(field: str, title: str, theme: Theme) -> dict[str, Any]:
    colours = PALETTE[theme]
    return {
        "field": field,
        "type": "quantitative",
        "title": title,
        "scale": {"type": "sqrt", "range": [colours["faint"], colours["served"]]},
        "legend": {"orient": "bottom", "gradientLength": 200, "direction": "horizontal"},
    }


def _tips(*fields: str) -> list[dict[str, Any]]:
    return [{"field": field} for field in fields]
