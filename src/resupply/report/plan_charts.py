"""Pictures of plans and shocks: one function each, from rows and a scope to a specification."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from resupply.core.scope import Scope
from resupply.plan.told import plural
from resupply.report.charts import PALETTE, Spec, Theme, framed, iso, on_day
from resupply.report.flow_layout import Flow, laid_out

Rows = Sequence[Mapping[str, Any]]
#: Rows a picture of bars shows.
_BARS = 15
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
    shown, left = _largest(named, "way", "quantity", _LEGS)
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
            "color": _amount("per_day", f"{plural(_unit(rows, 'unit'))} a day", theme),
            "tooltip": _tips("way", "item_name", "quantity", "unit", "depart_on", "end_on"),
        },
    }
    notes = ["Each bar from the first departure to the last arrival.", *_not_shown(left, "legs")]
    return framed(body, title="What is sent when", scope=scope, notes=notes, theme=theme)


def needs(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What is asked for and what is met, over time, with the range of what is met.

    Args:
        rows: Need by period: `asked`, `unmet`, and where known `unmet_low`, `unmet_high`.
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
    y = {"type": "quantitative", "title": f"{plural(_unit(rows, 'unit'))} a day"}

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
        _by_place(data, layers), title="What is asked for and what is met", scope=scope,
        notes=notes, theme=theme,
    )  # fmt: skip


def stocks(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What lies where, over time."""
    shown, left = _largest(
        [{**r, "where": f"{r['place_name']}: {r['item_name']}"} for r in rows], "where", "stock", 9
    )
    data = iso(shown, "where", "until_on", "stock", "unit")
    mark = {
        "type": "area",
        "line": {"color": PALETTE[theme]["stock"]},
        "color": PALETTE[theme]["stock"],
        "opacity": 0.3,
    }
    y = {"field": "stock", "type": "quantitative", "title": plural(_unit(rows, "unit"))}
    layers = [{"mark": mark, "encoding": {"x": on_day("until_on"), "y": y}}]
    return framed(
        _by_place(data, layers), title="What lies where", scope=scope,
        notes=_not_shown(left, "places"), theme=theme,
    )  # fmt: skip


def fan(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """How the stock may go: median, half of all runs, nine in ten of them."""
    colours = PALETTE[theme]
    data = iso(
        [{**r, "where": f"{r['place_name']}: {r['item_name']}"} for r in rows],
        "where", "on", "stock_05", "stock_25", "stock_50", "stock_75", "stock_95",
    )  # fmt: skip
    x = on_day("on")
    y = {"type": "quantitative", "title": plural(_unit(rows, "unit"))}

    def band(low: str, high: str, opacity: float) -> dict[str, Any]:
        return {
            "mark": {"type": "area", "color": colours["stock"], "opacity": opacity},
            "encoding": {"x": x, "y": {**y, "field": low}, "y2": {"field": high}},
        }

    middle = {
        "mark": {"type": "line", "color": colours["ink"], "strokeWidth": 1.6},
        "encoding": {"x": x, "y": {**y, "field": "stock_50"}},
    }
    layers = [band("stock_05", "stock_95", 0.2), band("stock_25", "stock_75", 0.35), middle]
    return framed(
        _by_place(data, layers), title="How the stock may go", scope=scope, theme=theme,
        notes=["Line: median. Dark: half of all runs. Light: nine in ten of them."],
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
    notes += _not_shown(len(rows) - len(shown), "rows")
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


def pause_cost(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What a pause costs by its length; a line for each start, a dot where there is one length."""
    by_unit = all(row.get("cost_quantity") is not None for row in rows)
    field = "cost_quantity" if by_unit else "cost_days"
    unit = _unit(rows, "unit") if by_unit else "days of need"
    if len({row["pause_days"] for row in rows}) == 1 and len(rows) > 1:
        return _bars(
            rows, "name", field, f"unmet need [{unit}]", "What a pause costs", scope, theme
        )
    data = iso(
        [{**r, "series": f"{r['name']} from {r['start_on']}"} for r in rows],
        "series", "pause_days", field,
    )  # fmt: skip
    body = {
        "data": {"values": data},
        "width": 560,
        "height": 300,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {
                "field": "pause_days",
                "type": "quantitative",
                "title": "length of the pause [days]",
            },
            "y": {"field": field, "type": "quantitative", "title": f"unmet need [{unit}]"},
            "color": {"field": "series", "type": "nominal", "title": None, "legend": _LEGEND},
        },
    }
    return framed(body, title="What a pause costs", scope=scope, theme=theme)


def survive(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """How long every need is met after each loss; what is not felt within the days is not drawn."""
    felt = [row for row in rows if row.get("survive_days") is not None]
    unfelt = len(rows) - len(felt)
    return _bars(
        felt, "name", "survive_days", "days", "How long each loss can be borne", scope, theme,
        notes=[f"{unfelt} of {len(rows)} losses are not felt within the days looked at."],
        ascending=True,
    )  # fmt: skip


def flow(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """Where goods go over the whole plan: places in columns, ribbons as wide as what is sent."""
    by_mass = all(row.get("mass_t") is not None for row in rows)
    unit = "t" if by_mass else _unit(rows, "unit")
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


def _bars(
    rows: Rows,
    name: str,
    field: str,
    unit: str,
    title: str,
    scope: Scope,
    theme: Theme,
    *,
    notes: Sequence[str] = (),
    ascending: bool = False,
) -> Spec:
    """One bar a row, the first fifteen."""
    sign = 1 if ascending else -1
    ranked = sorted(rows, key=lambda row: sign * (row.get(field) or 0.0))
    shown = ranked[:_BARS]
    data = iso(shown, name, field)
    order = list(dict.fromkeys(row[name] for row in data))
    body = {
        "data": {"values": data},
        "width": 430,
        "height": {"step": 20},
        "mark": {
            "type": "bar",
            "height": 12,
            "cornerRadius": 2,
            "color": PALETTE[theme]["unmet"],
        },
        "encoding": {
            "y": {"field": name, "type": "nominal", "sort": order, "title": None},
            "x": {"field": field, "type": "quantitative", "title": unit},
        },
    }
    notes = [*notes, *_not_shown(len(ranked) - len(shown), "rows")]
    return framed(body, title=title, scope=scope, notes=notes, theme=theme)


_LEGEND = {"orient": "bottom", "columns": 2, "labelLimit": 300}


def _by_place(data: Sequence[Mapping[str, Any]], layers: Sequence[Mapping[str, Any]]) -> Spec:
    """The same picture for each place, one under the other, with scales of their own."""
    places = list(dict.fromkeys(row["where"] for row in data))
    size = {"width": 640, "height": 220 if len(places) == 1 else 110}
    return {
        "data": {"values": list(data)},
        "facet": {"row": {"field": "where", "type": "nominal", "sort": places, "title": None,
                          "header": {"labelAngle": 0, "labelAlign": "left", "labelAnchor": "start",
                                     "labelOrient": "top", "labelPadding": 4}}},
        "spec": {**size, "layer": list(layers)},
        "resolve": {"scale": {"y": "independent"}, "axis": {"x": "independent"}},
        "spacing": 26,
    }  # fmt: skip


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
        unmet = [row.get(field) for row in rows]
        if any(each is None for each in unmet):
            return None
        left: float = asked - sum(each for each in unmet if each is not None)
        return max(left, 0.0) / days

    return {
        "where": where,
        "from_on": rows[0]["from_on"],
        "end_on": end_on,
        "asked_rate": asked / days,
        "met_rate": met("unmet"),
        "met_low_rate": met("unmet_high"),
        "met_high_rate": met("unmet_low"),
    }


def _after(row: Mapping[str, Any], what: str) -> date:
    """The day after the last, so that a bar covers it."""
    last: date = row[f"{what}_until_on" if what else "until_on"]
    return last + timedelta(days=1)


def _largest(rows: Rows, by: str, field: str, most: int) -> tuple[list[Mapping[str, Any]], int]:
    """Rows of the largest of a sort, in the order given, and how many sorts are left out."""
    sums: dict[Any, float] = {}
    for row in rows:
        sums[row[by]] = sums.get(row[by], 0.0) + float(row[field] or 0.0)
    kept = set(sorted(sums, key=lambda each: -sums[each])[:most])
    return [row for row in rows if row[by] in kept], len(sums) - len(kept)


def _not_shown(left: int, what: str) -> list[str]:
    return [f"{left} smaller {what} are not shown."] if left > 0 else []


def _way(row: Mapping[str, Any], *, with_item: bool) -> str:
    way = f"{row['from_name']} to {row['to_name']}"
    return f"{way}: {row['item_name']}" if with_item else way


def _order(data: Rows) -> list[str]:
    """Ways by their first day."""
    return list(dict.fromkeys(r["way"] for r in sorted(data, key=lambda r: r["depart_on"])))


def _unit(rows: Rows, field: str) -> str:
    """The unit, if all rows have one."""
    units = {row.get(field) for row in rows if row.get(field)}
    return str(units.pop()) if len(units) == 1 else "units"


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
