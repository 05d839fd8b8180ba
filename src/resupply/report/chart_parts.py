"""What pictures share: bars, the same picture place by place, the largest of many."""

from collections.abc import Mapping, Sequence
from typing import Any

from resupply.core.scope import Scope
from resupply.report.chart_frame import PALETTE, Spec, Theme, framed, iso

Rows = Sequence[Mapping[str, Any]]
#: Rows a picture of bars shows.
_BARS = 15


def bars(
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
    notes = [*notes, *not_shown(len(ranked) - len(shown), "rows")]
    return framed(body, title=title, scope=scope, notes=notes, theme=theme)


def by_place(data: Sequence[Mapping[str, Any]], layers: Sequence[Mapping[str, Any]]) -> Spec:
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


def largest(rows: Rows, by: str, field: str, most: int) -> tuple[list[Mapping[str, Any]], int]:
    """Rows of the largest of a sort, in the order given, and how many sorts are left out."""
    sums: dict[Any, float] = {}
    for row in rows:
        sums[row[by]] = sums.get(row[by], 0.0) + float(row[field] or 0.0)
    kept = set(sorted(sums, key=lambda each: -sums[each])[:most])
    return [row for row in rows if row[by] in kept], len(sums) - len(kept)


def not_shown(left: int, what: str) -> list[str]:
    """A line that says how many are left out."""
    return [f"{left} smaller {what} are not shown."] if left > 0 else []


def unit_of(rows: Rows, field: str) -> str:
    """The unit, if all rows have one."""
    units = {row.get(field) for row in rows if row.get(field)}
    return str(units.pop()) if len(units) == 1 else "units"
