"""Pictures of production: ramps, what stays missing, what budgets meet, who could make what."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from resupply.core.scope import Scope
from resupply.plan.told import plural
from resupply.report.chart_frame import PALETTE, SORTS, Spec, Theme, framed, iso, on_day
from resupply.report.chart_parts import Rows, by_place, not_shown, unit_of

#: Makers and items one picture of ramps holds.
_MOST = 6
_KINDS = {"output": "made", "capacity": "could be made", "target": "announced"}
#: Colours of the states of a match: what is there, partly, wanting.
_STATES = ("there", "partly", "short", "missing", "unknown")
_STATE_COLOURS: Mapping[Theme, tuple[str, ...]] = {
    "light": ("#2f6f9f", "#9cc3de", "#e8a27f", "#c8501e", "#dfe3e8"),
    "dark": ("#6fb1e0", "#35597a", "#8a4a2c", "#ff8d5c", "#333b45"),
}


def ramp(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What makers make, could make and announced, month by month, with bands; points are stated."""
    rows, left = _longest(rows)
    colours = dict(zip(_KINDS.values(), SORTS[theme], strict=False))
    data = iso(
        [
            {
                **r,
                "where": f"{r['maker_name']}: {r['item_name']}",
                "series": _KINDS[r["kind"]],
                "stated": str(r["label"]).startswith("stated"),
            }
            for r in rows
        ],
        "where", "series", "month_on", "per_month", "per_month_low", "per_month_high", "stated",
    )  # fmt: skip
    x = on_day("month_on")
    y = {"type": "quantitative", "title": f"{plural(unit_of(rows, 'unit'))} a month"}
    colour = {
        "field": "series",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(colours), "range": list(colours.values())},
        "legend": {"orient": "bottom", "columns": 3, "symbolOpacity": 1},
    }
    band = {
        "mark": {"type": "area", "opacity": 0.18},
        "encoding": {
            "x": x,
            "y": {**y, "field": "per_month_low"},
            "y2": {"field": "per_month_high"},
            "color": colour,
        },
    }
    line = {
        "mark": {"type": "line", "strokeWidth": 1.4},
        "encoding": {"x": x, "y": {**y, "field": "per_month"}, "color": colour},
    }
    points = {
        "transform": [{"filter": "datum.stated"}],
        "mark": {"type": "point", "filled": True, "size": 26, "opacity": 1},
        "encoding": {"x": x, "y": {**y, "field": "per_month"}, "color": colour},
    }
    notes = ["Points: stated for that month. Lines: straight between stated months, ours."]
    return framed(
        by_place(data, [band, line, points]),
        title="What is made, could be made, is announced",
        scope=scope,
        theme=theme,
        notes=[*notes, *not_shown(left, "ramps")],
    )


def _longest(rows: Rows) -> tuple[list[Mapping[str, Any]], int]:
    """Rows of the makers and items with most months stated, and how many are left out."""
    stated: dict[tuple[Any, Any], int] = {}
    for row in rows:
        key = row["maker"], row["item"]
        stated[key] = stated.get(key, 0) + str(row["label"]).startswith("stated")
    # A single stated stretch is no ramp.
    kept = sorted(stated, key=lambda k: -stated[k])[:_MOST]
    return [r for r in rows if (r["maker"], r["item"]) in kept], len(stated) - len(kept)


def gap(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What stays missing month by month with its band, beside what is needed."""
    colours = PALETTE[theme]
    named = [{**r, "where": r["item_name"]} for r in rows]
    data = iso(
        [*named, *_last_days(named)],
        "where", "month_on", "need", "missing", "missing_low", "missing_high",
    )  # fmt: skip
    x = on_day("month_on")
    y = {"type": "quantitative", "title": f"{plural(unit_of(rows, 'unit'))} in the month"}
    band = {
        "mark": {"type": "area", "color": colours["unmet"], "opacity": 0.22,
                 "interpolate": "step-after"},
        "encoding": {"x": x, "y": {**y, "field": "missing_low"}, "y2": {"field": "missing_high"}},
    }  # fmt: skip
    middle = {
        "mark": {"type": "line", "color": colours["unmet"], "strokeWidth": 2,
                 "interpolate": "step-after"},
        "encoding": {"x": x, "y": {**y, "field": "missing"}},
    }  # fmt: skip
    need = {
        "mark": {"type": "line", "color": colours["need"], "strokeWidth": 1.2,
                 "strokeDash": [4, 3], "interpolate": "step-after"},
        "encoding": {"x": x, "y": {**y, "field": "need"}},
    }  # fmt: skip
    return framed(
        by_place(data, [band, middle, need]),
        title="What stays missing, month by month",
        scope=scope,
        theme=theme,
        notes=["Line: missing as stated. Area: between its ends. Dashed: what is needed."],
    )


def _last_days(rows: Rows) -> list[dict[str, Any]]:
    """The last month once more at its end: a step is drawn as far as the next point."""
    last: dict[Any, Mapping[str, Any]] = {}
    for row in rows:
        last[row["where"]] = row
    return [{**r, "month_on": r["until_on"]} for r in last.values()]


def frontier(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What each budget meets in addition; each point says what is chosen."""
    colours = PALETTE[theme]
    currency = unit_of(rows, "currency")
    by_unit = all(r.get("more_met") is not None for r in rows)
    field = "more_met" if by_unit else "more_met_days"
    unit = plural(unit_of(rows, "unit")) if by_unit else "days of need"
    first = {"budget_million": 0.0, "met": 0.0, "chosen_words": "nothing"}
    data = [
        first,
        *(
            {
                "budget_million": r["budget"] / 1e6,
                "met": r[field],
                "chosen_words": ", ".join(r["chosen"]) or "nothing",
            }
            for r in rows
        ),
    ]
    x = {
        "field": "budget_million",
        "type": "quantitative",
        "title": f"budget [{currency} million]",
    }
    y = {"field": "met", "type": "quantitative", "title": f"need met in addition [{unit}]"}
    body = {
        "data": {"values": data},
        "width": 560,
        "height": 320,
        "layer": [
            {
                "mark": {"type": "line", "color": colours["served"], "strokeWidth": 2},
                "encoding": {"x": x, "y": y},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 46, "color": colours["served"]},
                "encoding": {
                    "x": x,
                    "y": y,
                    "tooltip": [{"field": "chosen_words", "title": "chosen"}],
                },
            },
            *_changes(data, x, y, colours),
        ],
    }
    return framed(
        body,
        title="What each budget meets",
        scope=scope,
        theme=theme,
        notes=["Points are solved; the line between them is drawn. Words: what is chosen from "
               "there on."],
    )  # fmt: skip


def _changes(
    data: Rows, x: Mapping[str, Any], y: Mapping[str, Any], colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Words at the points from which on something else is chosen."""
    named = [row for before, row in pairwise(data) if row["chosen_words"] != before["chosen_words"]]
    if len(named) > _MOST:
        return []
    return [
        {
            "data": {"values": list(named)},
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "top",
                "dx": 7,
                "dy": 5,
                "fontSize": 10,
                "color": colours["quiet"],
                "limit": 240,
            },
            "encoding": {"x": x, "y": y, "text": {"field": "chosen_words"}},
        }
    ]


def match(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What each option has and lacks: a square for each thing it takes."""
    colours = PALETTE[theme]
    data = iso(rows, "option_name", "aspect", "state", "reason")
    options = list(dict.fromkeys(r["option_name"] for r in sorted(rows, key=_most_first)))
    aspects = list(dict.fromkeys(r["aspect"] for r in rows))
    aspects.sort(key=lambda a: (a == "agreement", a not in ("size", "cost", "in time")))
    body = {
        "data": {"values": data},
        "width": {"step": 118},
        "height": {"step": 24},
        "mark": {"type": "rect", "stroke": colours["paper"], "strokeWidth": 2},
        "encoding": {
            "y": {
                "field": "option_name",
                "type": "nominal",
                "sort": options,
                "title": None,
                "axis": {"domain": False, "ticks": False},
            },
            "x": {
                "field": "aspect",
                "type": "nominal",
                "sort": aspects,
                "title": None,
                "axis": {"orient": "top", "labelAngle": 0, "domain": False, "ticks": False,
                         "labelLimit": 114},
            },
            "color": {
                "field": "state",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(_STATES), "range": list(_STATE_COLOURS[theme])},
                "legend": {"orient": "bottom", "columns": len(_STATES)},
            },
            "tooltip": [{"field": "reason", "title": "reason"}],
        },
    }  # fmt: skip
    return framed(
        body,
        title="What each option has and lacks",
        scope=scope,
        theme=theme,
        notes=[
            "Empty: it does not take that. Partly: on an assumption, late, or not agreed yet.",
            "Those that meet most need by themselves come first.",
        ],
    )


def _most_first(row: Mapping[str, Any]) -> float:
    days = row.get("more_met_days")
    return 1.0 if days is None else -float(days)
