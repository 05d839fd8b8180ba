"""The frame of all pictures: title, scope, axes, and one palette by role."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from resupply.core.scope import Scope

Spec = dict[str, Any]
Theme = Literal["light", "dark"]

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_FONT = "Helvetica, Arial, Liberation Sans, sans-serif"
#: Colours by what they stand for; told apart by those who see red and green alike.
PALETTE: Mapping[Theme, Mapping[str, str]] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#1b1f24",
        "quiet": "#5c6670",
        "grid": "#dfe3e8",
        "served": "#2f6f9f",
        "unmet": "#c8501e",
        "need": "#1b1f24",
        "band": "#f5ddd2",
        "stock": "#2f6f9f",
        "idle": "#a9b4bf",
        "faint": "#c9dbe9",
    },
    "dark": {
        "paper": "#14181d",
        "ink": "#eceff3",
        "quiet": "#9aa5b1",
        "grid": "#333b45",
        "served": "#6fb1e0",
        "unmet": "#ff8d5c",
        "need": "#eceff3",
        "band": "#46301f",
        "stock": "#6fb1e0",
        "idle": "#55606c",
        "faint": "#26394a",
    },
}
#: Colours of sorts of things, in the order they come.
SORTS: Mapping[Theme, Sequence[str]] = {
    "light": ("#2f6f9f", "#c8501e", "#5b8c3a", "#8a5a9e", "#b8860b", "#5c6670"),
    "dark": ("#6fb1e0", "#ff8d5c", "#9ccc6f", "#c79bd9", "#e0b040", "#9aa5b1"),
}


def framed(
    body: Mapping[str, Any],
    *,
    title: str,
    scope: Scope,
    notes: Sequence[str] = (),
    theme: Theme = "light",
) -> Spec:
    """A picture with its title, what it is bound to, and its colours.

    Args:
        body: What is drawn.
        title: What it shows.
        scope: Printed under the title.
        notes: Further lines under the title.
        theme: `light` or `dark`.

    Example:
        >>> spec = framed({"mark": "bar"}, title="A", scope=Scope(as_of=date(2024, 2, 28)))
        >>> spec["title"]["subtitle"]
        ['known by 2024-02-28, values in EUR']
    """
    colours = PALETTE[theme]
    lines = [*notes, scope.sentence()]
    return {
        "$schema": _SCHEMA,
        **body,
        "title": {
            "text": title,
            "subtitle": [line for line in lines if line],
            "anchor": "start",
            "frame": "bounds",
            "offset": 14,
        },
        "padding": 14,
        "background": colours["paper"],
        "config": _config(colours, theme),
    }


def _config(colours: Mapping[str, str], theme: Theme) -> dict[str, Any]:
    text = {"labelColor": colours["ink"], "titleColor": colours["quiet"], "labelFontSize": 11}
    return {
        "font": _FONT,
        "title": {
            "color": colours["ink"],
            "fontSize": 15,
            "subtitleColor": colours["quiet"],
            "subtitleFontSize": 11,
            "subtitlePadding": 4,
        },
        "axis": {
            **text,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "gridColor": colours["grid"],
            "domainColor": colours["grid"],
            "tickColor": colours["grid"],
            "labelLimit": 430,
            # Readers' machines have wider letters than the ones this was laid out with.
            "titlePadding": 12,
        },
        "axisQuantitative": {"labelFlush": False},
        "header": {"labelColor": colours["ink"], "labelFontSize": 12, "labelFontWeight": "bold"},
        "legend": {
            **text,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "symbolType": "square",
        },
        "text": {"color": colours["ink"]},
        "range": {"category": list(SORTS[theme])},
        "view": {"stroke": None},
    }


def days_axis(title: str | None = None) -> dict[str, Any]:
    """An axis of days, with dates on it."""
    return {
        "title": title,
        "format": "%-d %b %y",
        "labelOverlap": "parity",
        "labelSeparation": 8,
        "labelFlush": True,
        "grid": True,
        "tickCount": 8,
    }


def on_day(field: str, title: str | None = None, **more: Any) -> dict[str, Any]:
    """A day as a position; days have no zone."""
    axis = days_axis(title)
    return {"field": field, "type": "temporal", "scale": {"type": "utc"}, "axis": axis, **more}


def iso(rows: Sequence[Mapping[str, Any]], *fields: str) -> list[dict[str, Any]]:
    """Rows with only these fields, days as words, ready to be put into a specification.

    Example:
        >>> iso([{"on": date(2024, 3, 1), "x": 1, "y": 2}], "on", "x")
        [{'on': '2024-03-01', 'x': 1}]
    """
    return [{f: _word(row.get(f)) for f in fields} for row in rows]


def _word(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
