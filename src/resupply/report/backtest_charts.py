"""Pictures of a backtest: do the bands hold, where did the truth lie, who scores how far ahead."""

from typing import Any

from resupply.core.scope import Scope
from resupply.report.chart_frame import PALETTE, Spec, Theme, framed, iso
from resupply.report.chart_parts import Rows

_GROUPS = ["donors", "groups", "total"]
#: Width of one of several pictures side by side.
_WIDTH = 250


def calibration(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """How often each band held, beside what it says."""
    colours = PALETTE[theme]
    data = [
        {**row, "band": f"{row['band_percent']:.0f}% band"}
        for row in iso(rows, "of", "band_percent", "held_percent")
    ]
    y = {
        "field": "of",
        "type": "nominal",
        "title": None,
        "sort": [g for g in _GROUPS if any(r["of"] == g for r in data)],
    }
    x = {
        "field": "held_percent",
        "type": "quantitative",
        "title": "held [% of what came]",
        "scale": {"domain": [0, 100]},
    }
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "height": 12, "color": colours["served"], "cornerRadius": 2},
            "encoding": {"x": x, "y": y},
        },
        {
            "mark": {"type": "tick", "thickness": 2.5, "size": 24, "color": colours["unmet"]},
            "encoding": {"x": {**x, "field": "band_percent"}, "y": y},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 5, "baseline": "middle"},
            "encoding": {
                "x": x,
                "y": y,
                "text": {"field": "held_percent", "type": "quantitative", "format": ".0f"},
            },
        },
    ]
    body = _beside(data, "band", layers, height={"step": 34})
    return framed(
        body,
        title="Do the bands hold?",
        scope=scope,
        theme=theme,
        notes=["Bar: how often what came lay in the band. Mark: how often it should."],
    )


def where_it_lay(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """Histogram of where what came lay in its forecast; even bars are honest."""
    colours = PALETTE[theme]
    data = iso(rows, "of", "bin_from", "bin_to", "pit_percent")
    y = {"field": "pit_percent", "type": "quantitative", "title": "of what came [%]"}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "color": colours["served"], "binSpacing": 2},
            "encoding": {
                "x": {
                    "field": "bin_from",
                    "type": "quantitative",
                    "bin": {"binned": True},
                    "title": "share of the draws below what came",
                    "axis": {"format": ".1f", "tickCount": 6},
                },
                "x2": {"field": "bin_to"},
                "y": y,
            },
        },
        {
            "mark": {"type": "rule", "color": colours["unmet"], "strokeDash": [5, 3]},
            "encoding": {"y": {"datum": 100 / max(1, len({r["bin_from"] for r in data}))}},
        },
    ]
    return framed(
        _beside(data, "of", layers, height=180),
        title="Where what came lay in the forecast",
        scope=scope,
        theme=theme,
        notes=[
            "Bars at the dashed line: honest. High at both ends: bands too narrow; in the "
            "middle: too wide."
        ],
    )


def horizons(rows: Rows, scope: Scope, *, theme: Theme = "light") -> Spec:
    """CRPS of each method by month ahead; ours is the thick line."""
    colours = PALETTE[theme]
    money = scope.measure == "value"
    scale, unit = (1e6, f"{scope.currency} m") if money else (1.0, "units")
    data = [
        {**row, "crps": None if row["crps"] is None else row["crps"] / scale}
        for row in iso(rows, "of", "horizon", "method", "crps")
    ]
    methods = list(dict.fromkeys(row["method"] for row in data))
    x = {
        "field": "horizon",
        "type": "quantitative",
        "title": "months ahead",
        "axis": {"tickMinStep": 1},
        "scale": {"zero": False, "nice": False},
    }
    y = {
        "field": "crps",
        "type": "quantitative",
        "title": f"CRPS [{unit}]",
        "scale": {"zero": False},
    }
    others = {
        "mark": {"type": "line", "strokeWidth": 1.3},
        "transform": [{"filter": {"field": "method", "oneOf": methods[1:]}}],
        "encoding": {
            "x": x,
            "y": y,
            "color": {
                "field": "method",
                "type": "nominal",
                "sort": methods,
                "title": None,
                "scale": {"domain": methods[1:], "range": _colours(len(methods) - 1, theme)},
                "legend": {"orient": "bottom", "columns": 4, "symbolType": "stroke"},
            },
            "strokeDash": {
                "field": "method",
                "type": "nominal",
                "sort": methods,
                "legend": None,
                "scale": {"domain": methods[1:], "range": _dashes(len(methods) - 1)},
            },
        },
    }
    own = {
        "mark": {"type": "line", "strokeWidth": 3.5, "color": colours["ink"]},
        "transform": [{"filter": {"field": "method", "equal": methods[0]}}],
        "encoding": {"x": x, "y": y},
    }
    body = _beside(data, "of", [others, own], height=260)
    body["resolve"] = {"scale": {"y": "independent"}}
    return framed(
        body,
        title="Scores by months ahead",
        scope=scope,
        theme=theme,
        notes=[f"Smaller is better. Thick: {methods[0]}."],
    )


def _beside(
    data: list[dict[str, Any]], field: str, layers: list[dict[str, Any]], *, height: Any
) -> Spec:
    """The same picture for each of a few, one beside the other."""
    order = list(dict.fromkeys(row[field] for row in data))
    header = {"labelAnchor": "start", "labelOrient": "top"}
    return {
        "data": {"values": data},
        "facet": {
            "column": {
                "field": field, "type": "nominal", "sort": order, "title": None, "header": header,
            }
        },
        "spec": {"width": _WIDTH, "height": height, "layer": layers},
        "spacing": 30,
    }  # fmt: skip


def _colours(count: int, theme: Theme) -> list[str]:
    from resupply.report.chart_frame import SORTS

    return [SORTS[theme][at % len(SORTS[theme])] for at in range(count)]


def _dashes(count: int) -> list[list[int]]:
    """Lines of one colour are told apart by their dashes."""
    return [[1, 0] if at < 6 else [4, 3] for at in range(count)]
