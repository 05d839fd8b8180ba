"""The picture of an alert: a few bars that show by how much."""

from collections.abc import Sequence

from resupply.core.scope import Scope
from resupply.report.chart_frame import PALETTE, Spec, Theme, framed


def bars(
    values: Sequence[tuple[str, float]],
    *,
    title: str,
    unit: str,
    scope: Scope,
    theme: Theme = "light",
) -> Spec:
    """Bars, each with its number at its end, in the order they come.

    Args:
        values: Labels and values.
        title: What they show.
        unit: Of the values.
        scope: What they are bound to.
        theme: `light` or `dark`.

    Example:
        >>> spec = bars([("promised", 10.0), ("delivered", 4.0)], title="T", unit="rounds",
        ...     scope=Scope())
        >>> [row["label"] for row in spec["data"]["values"]]
        ['promised', 'delivered']
    """
    colours = PALETTE[theme]
    rows = [{"label": label, "value": value, "told": _told(value)} for label, value in values]
    order = [row["label"] for row in rows]
    y = {"field": "label", "type": "nominal", "sort": order, "title": None}
    x = {"field": "value", "type": "quantitative", "title": unit, "axis": {"format": "~s"}}
    body = {
        "data": {"values": rows},
        "width": 440,
        "height": {"step": 34},
        "layer": [
            {
                "mark": {"type": "bar", "color": colours["stock"], "height": 20},
                "encoding": {"y": y, "x": x},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "color": colours["ink"]},
                "encoding": {"y": y, "x": x, "text": {"field": "told", "type": "nominal"}},
            },
        ],
    }
    return framed(body, title=title, scope=scope, theme=theme)


def _told(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 or value == round(value) else f"{value:,.1f}"
