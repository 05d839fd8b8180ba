"""Pictures of shocks and what-ifs: one function each, from rows and a scope to a specification."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from resupply.core.scope import Scope
from resupply.plan.told import plural
from resupply.report.chart_frame import PALETTE, Spec, Theme, framed, iso, on_day
from resupply.report.chart_parts import Rows, bars, by_place, unit_of

_LEGEND = {"orient": "bottom", "columns": 2, "labelLimit": 300}


def fan(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """How the stock may go: median, half of all runs, nine in ten of them."""
    colours = PALETTE[theme]
    rows, emptied = _until_empty(rows)
    data = iso(
        [{**r, "where": f"{r['place_name']}: {r['item_name']}"} for r in rows],
        "where", "on", "stock_05", "stock_25", "stock_50", "stock_75", "stock_95",
    )  # fmt: skip
    x = on_day("on")
    y = {"type": "quantitative", "title": plural(unit_of(rows, "unit"))}

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
        by_place(data, layers), title="How the stock may go", scope=scope, theme=theme,
        notes=["Line: median. Dark: half of all runs. Light: nine in ten of them.", *emptied],
    )  # fmt: skip


def _until_empty(rows: Rows) -> tuple[Rows, list[str]]:
    """Rows up to a week after the last stock, and a line that says so if that cuts any off."""
    filled = [row["on"] for row in rows if (row["stock_95"] or 0.0) > 0]
    if not filled:
        return rows, []
    end = max(filled) + timedelta(days=7)
    kept = [row for row in rows if row["on"] <= end]
    return kept, [f"In nineteen of twenty runs nothing lies there after {max(filled)}."] * (
        len(kept) < len(rows)
    )


def pause_cost(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What a pause costs by its length; a line for each start, a dot where there is one length."""
    by_unit = all(row.get("cost_quantity") is not None for row in rows)
    field = "cost_quantity" if by_unit else "cost_days"
    unit = plural(unit_of(rows, "unit")) if by_unit else "days of need"
    if len({row["pause_days"] for row in rows}) == 1 and len(rows) > 1:
        return bars(rows, "name", field, f"unmet need [{unit}]", "What a pause costs", scope, theme)
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
    """How long every need is met after each loss; or what each costs, where all last as long."""
    felt = [row for row in rows if row.get("survive_days") is not None]
    unfelt = len(rows) - len(felt)
    notes = [f"{unfelt} of {len(rows)} losses are not felt within the days looked at."]
    told = _apart(felt)
    if len({row["survive_days"] for row in felt}) == 1 and any(
        row.get("exposure_days") for row in felt
    ):
        title, unit = "What each loss leaves unmet", "more unmet [days of need]"
        return bars(
            told, "label", "exposure_days", unit, title, scope, theme, notes=notes * (unfelt > 0)
        )
    return bars(
        told, "label", "survive_days", "days", "How long each loss can be borne", scope, theme,
        notes=notes * (unfelt > 0),
        ascending=True,
    )  # fmt: skip


def _apart(rows: Rows) -> list[dict[str, Any]]:
    """Rows with a label each: a donor and its place, or two legs, may have one name."""
    names = Counter(row["name"] for row in rows)
    kinds = Counter((row["name"], row["kind"]) for row in rows)

    def label(row: Mapping[str, Any]) -> str:
        if names[row["name"]] == 1:
            return str(row["name"])
        alike = kinds[row["name"], row["kind"]] > 1
        return f"{row['name']} ({row['id'] if alike else row['kind']})"

    return [{**row, "label": label(row)} for row in rows]


def what_if(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """How much more, or less, is unmet under each scenario, need by need."""
    items = len({r["item_name"] for r in rows}) > 1
    named = [
        {
            **r,
            "name": f"{r['scenario']}: {r['place_name']}{', ' + r['item_name'] if items else ''}",
        }
        for r in rows
    ]
    unit = plural(unit_of(rows, "unit"))
    title = "What more stays unmet"
    return bars(named, "name", "more_unmet", f"more unmet [{unit}]", title, scope, theme)
