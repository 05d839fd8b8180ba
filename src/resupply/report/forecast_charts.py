"""Pictures of the forecast: curves of promises, what arrives, how stocks may go."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from resupply.core.dates import month_end
from resupply.core.scope import Scope
from resupply.report.chart_frame import PALETTE, Spec, Theme, framed, iso, on_day
from resupply.report.chart_parts import Rows, by_place, not_shown, unit_of

#: Curves in one picture.
_CURVES_MAX = 6
_MONTH_DAYS = 30
_SHARE = {"type": "quantitative", "axis": {"format": ".0%"}, "scale": {"domain": [0, 1]}}


def curves(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """How promises move with age: median, 80% band, and what the record alone shows."""
    colours = PALETTE[theme]
    several = len({r["way"] for r in rows}) > 1
    named = [{**r, "where": f"{r['name']}, {r['way']}" if several else r["name"]} for r in rows]
    # Those of whom most waited longer than a month have the most to show.
    waited = {r["where"]: r.get("at_risk") or 0.0 for r in named if r["age_days"] == _MONTH_DAYS}
    named.sort(key=lambda r: -waited.get(r["where"], 0.0))
    kept, left = _first(named, _CURVES_MAX)
    data = iso(
        kept, "where", "age_days", "moved_by_age_low", "moved_by_age", "moved_by_age_high",
        "own_moved_by_age", "withdrawn_by_age",
    )  # fmt: skip
    x = {
        "field": "age_days",
        "type": "quantitative",
        "title": "age of the promise [days]",
        "axis": {"tickCount": 8},
        "scale": {"nice": False},
    }
    y = {**_SHARE, "title": "share moved"}

    def line(field: str, colour: str, **mark: Any) -> dict[str, Any]:
        return {
            "mark": {"type": "line", "color": colour, "strokeWidth": 1.6, **mark},
            "encoding": {"x": x, "y": {**y, "field": field}},
        }

    band = {
        "mark": {"type": "area", "color": colours["stock"], "opacity": 0.22},
        "encoding": {
            "x": x,
            "y": {**y, "field": "moved_by_age_low"},
            "y2": {"field": "moved_by_age_high"},
        },
    }
    layers = [
        band,
        line("moved_by_age", colours["stock"]),
        line("own_moved_by_age", colours["ink"], interpolate="step-after", strokeWidth=1.1),
        line("withdrawn_by_age", colours["unmet"], strokeDash=[2, 3]),
    ]
    way = kept[0]["way"] if kept else ""
    return framed(
        by_place(data, layers),
        title="How promises move" if several else f"How promises move: {way}",
        scope=scope,
        theme=theme,
        notes=[
            "Blue: median, and 80% of all draws. Thin steps: the record alone. Dotted: withdrawn.",
            *([f"{left} more are not shown: ask for some by name."] if left > 0 else []),
        ],
    )


def _first(rows: Sequence[Mapping[str, Any]], most: int) -> tuple[list[Mapping[str, Any]], int]:
    """Rows of the first names; all together always among them."""
    names = list(dict.fromkeys(r["where"] for r in rows))
    every = [r["where"] for r in rows if r["id"] is None]
    chosen = list(dict.fromkeys([*every[:1], *names]))[:most]
    return [r for name in chosen for r in rows if r["where"] == name], len(names) - len(chosen)


def arrivals(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """What arrives month by month: means of what stands and what is new, and the range of both."""
    colours = PALETTE[theme]
    unit = next(n for n in rows[0] if n.startswith("arrives_mean_")).removeprefix("arrives_mean_")
    money = unit != "quantity"
    scale = 1e9 if money else 1.0
    every = [r for r in rows if r["id"] is None] or list(rows)
    kept, left = _first([{**r, "where": r["name"]} for r in every], _CURVES_MAX)
    parts = ("arrives_low", "arrives", "arrives_high", "pipeline_mean", "new_mean")
    data = iso(
        [
            {
                **r,
                "when": _period(r["until_on"]),
                **{p: r[f"{p}_{unit}"] / scale for p in parts},
                "both_mean": (r[f"pipeline_mean_{unit}"] + r[f"new_mean_{unit}"]) / scale,
            }
            for r in kept
        ],
        "where", "when", *parts, "both_mean",
    )  # fmt: skip
    order = list(dict.fromkeys(r["when"] for r in data))
    x = {
        "field": "when",
        "type": "ordinal",
        "sort": order,
        "title": None,
        "axis": {"labelAngle": 0, "labelOverlap": "parity"},
    }
    title = f"{unit.upper()} bn" if money else unit_of(kept, "unit")
    y = {"type": "quantitative", "title": title}

    def bar(low: str | None, high: str, colour: str) -> dict[str, Any]:
        start = {"y2": {"field": low} if low else {"datum": 0}}
        return {
            "mark": {"type": "bar", "color": colour, "width": {"band": 0.55}},
            "encoding": {"x": x, "y": {**y, "field": high}, **start},
        }

    layers = [
        bar(None, "pipeline_mean", colours["stock"]),
        bar("pipeline_mean", "both_mean", colours["faint"]),
        {
            "mark": {"type": "rule", "color": colours["ink"], "strokeWidth": 1.4},
            "encoding": {
                "x": x, "y": {**y, "field": "arrives_low"}, "y2": {"field": "arrives_high"},
            },
        },
        {
            "mark": {"type": "tick", "color": colours["ink"], "thickness": 2, "width": 14},
            "encoding": {"x": x, "y": {**y, "field": "arrives"}},
        },
    ]  # fmt: skip
    dark, pale = (
        ("stands promised already", "not promised yet")
        if money
        else ("promised or on its way", "by stated rates")
    )
    return framed(
        by_place(data, layers),
        title="What arrives",
        scope=scope,
        theme=theme,
        notes=[
            f"Bars: means; dark: {dark}, pale: {pale}.",
            "Line: 80% of all draws; tick: median.",
            *not_shown(left, "rows"),
        ],
    )


def _period(until: date) -> str:
    """A month by name; one that is cut by its last day."""
    whole = until == month_end(until)
    return f"{until:%b %y}" if whole else f"to {until.day} {until:%b %y}"


def run_out(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """How stocks may go: bands of the draws, ends of the assumptions, the median stock-out day."""
    colours = PALETTE[theme]
    named = [
        {
            **r,
            "where": f"{r['place_name']}: {r['item_name']}",
            "told": f"{r['on'].day} {r['on']:%b %Y}" if r["median_out"] else None,
        }
        for r in rows
    ]
    bands = ("left_05", "left_25", "left_50", "left_75", "left_95")
    data = iso(named, "where", "on", "left_low", *bands, "left_high", "median_out", "told")
    x, y = on_day("on"), {"type": "quantitative", "title": unit_of(rows, "unit")}

    def band(low: str, high: str, opacity: float) -> dict[str, Any]:
        return {
            "mark": {"type": "area", "color": colours["stock"], "opacity": opacity},
            "encoding": {"x": x, "y": {**y, "field": low}, "y2": {"field": high}},
        }

    def line(field: str, **mark: Any) -> dict[str, Any]:
        return {
            "mark": {"type": "line", "color": colours["ink"], "strokeWidth": 1.6, **mark},
            "encoding": {"x": x, "y": {**y, "field": field}},
        }

    ends = {"color": colours["quiet"], "strokeDash": [4, 3], "strokeWidth": 1, "clip": True}
    marked = [{"filter": "datum.median_out"}]
    layers = [
        band("left_05", "left_95", 0.18),
        band("left_25", "left_75", 0.34),
        line("left_low", **ends),
        line("left_high", **ends),
        line("left_50"),
        {
            "transform": marked,
            "mark": {"type": "rule", "color": colours["unmet"], "strokeWidth": 1.4},
            "encoding": {"x": x},
        },
        {
            "transform": marked,
            "mark": {
                "type": "text", "color": colours["unmet"], "align": "left", "dx": 5, "dy": -6,
                "baseline": "top", "fontSize": 11,
            },
            "encoding": {
                "x": x,
                "y": {"value": 8},
                "text": {"field": "told", "type": "nominal"},
            },
        },
    ]  # fmt: skip
    return framed(
        by_place(data, layers),
        title="How stocks may go, and when they run out",
        scope=scope,
        theme=theme,
        notes=[
            "Line: median. Dark: half of all draws. Light: nine in ten of them.",
            "Dashed: all assumptions at one end. Upright line: the median day it runs out.",
            *_never(named),
        ],
    )


def _never(rows: Rows) -> list[str]:
    """Stocks that do not run out within the days in most draws."""
    out = {r["where"] for r in rows if r["median_out"]}
    names = list(dict.fromkeys(r["where"] for r in rows if r["where"] not in out))
    days = max((r["on"] for r in rows), default=None)
    if not names:
        return []
    told = "No stock runs out" if not out else f"{len(names)} of them do not run out"
    return [f"{told} by {days} in most draws."]
