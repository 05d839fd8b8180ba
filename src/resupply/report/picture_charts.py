"""Pictures of who gave what: a ranking, a map beside its ranking, what changed."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from resupply.core.answer import Answer, Column
from resupply.report.atlas import EUROPE, outlines
from resupply.report.chart_frame import PALETTE, SORTS, Spec, Theme, framed

Say = Callable[[str], str]
#: Donors a picture shows.
_BARS = 20
#: Width and height of a map [dots].
_MAP = 430
#: Kinds of aid in the order their bars stand.
_KINDS = ("military", "humanitarian", "financial", "unspecified")
#: Shades of a map, from little to much.
_SHADES: Mapping[Theme, Sequence[str]] = {
    "light": ("#e3eef6", "#b4d0e5", "#7fadd0", "#4a86b4", "#1f5680"),
    "dark": ("#22384a", "#2f5878", "#4580a9", "#6fb1e0", "#b9def8"),
}
_NOTHING: Mapping[Theme, str] = {"light": "#eceef0", "dark": "#23282e"}
_EDGE: Mapping[Theme, str] = {"light": "#ffffff", "dark": "#14181d"}


def ranking(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """Donors by what they gave: of totals a bar of kinds, else one bar."""
    if not answer.rows:
        return None
    return framed(
        _bars(answer, theme, say, width=520), title=say("Who gave what"), scope=answer.scope,
        notes=_left_out(answer, say), theme=theme,
    )  # fmt: skip


def world(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """Europe shaded by what each country gave, and all donors as bars beside it.

    Bars, because most ink of a map of the world would be spent on countries that gave nothing.
    """
    if not answer.rows:
        return None
    body = {
        "hconcat": [_map(answer, theme, say), _bars(answer, theme, say, width=230)],
        "spacing": 24,
        "resolve": {"scale": {"color": "independent"}},
    }
    return framed(
        body, title=say("Who gave what"), scope=answer.scope, notes=_left_out(answer, say),
        theme=theme,
    )  # fmt: skip


def main_figure(answer: Answer) -> Column:
    """The column that ranks: the first figure after the name.

    Example:
        >>> from resupply.core.scope import Scope
        >>> columns = [Column(name="name", title="Donor"),
        ...            Column(name="per_head_eur", title="Per head", digits=1)]
        >>> main_figure(Answer(question="rank", scope=Scope(), columns=columns)).name
        'per_head_eur'
    """
    return next(c for c in answer.columns if c.shown and c.digits is not None)


def _scaled(row: Mapping[str, Any], column: Column) -> float | None:
    value = row.get(column.name)
    return None if value is None else float(value) / column.scale


def _bars(answer: Answer, theme: Theme, say: Say, *, width: int) -> dict[str, Any]:
    figure = main_figure(answer)
    rows = answer.rows[:_BARS]
    order = [say(row["name"]) for row in rows]
    y = {"field": "name", "type": "nominal", "sort": order, "title": None}
    unit = say(figure.unit) if figure.unit else say(figure.title)
    kinds = _kinds(answer, figure)
    if not kinds:
        data = [{"name": say(r["name"]), "value": _scaled(r, figure)} for r in rows]
        mark = {"type": "bar", "height": 12, "cornerRadius": 2, "color": PALETTE[theme]["served"]}
        encoding = {"y": y, "x": {"field": "value", "type": "quantitative", "title": unit}}
        return {"data": {"values": data}, "width": width, "height": {"step": 19}, "mark": mark,
                "encoding": {**encoding, "tooltip": _tips(say, unit)}}  # fmt: skip
    data = [
        {"name": say(r["name"]), "kind": say(kind), "value": _scaled(r, column), "place": at}
        for r in rows
        for at, (kind, column) in enumerate(kinds.items())
        if r.get(column.name)
    ]
    colour = {
        "field": "kind",
        "type": "nominal",
        "title": None,
        "scale": of_kinds([say(k) for k in kinds], say, theme),
        "legend": {"orient": "bottom", "columns": 2},
    }
    x = {"field": "value", "type": "quantitative", "title": unit, "stack": "zero"}
    encoding = {"y": y, "x": x, "color": colour, "order": {"field": "place"}}
    tips = [*_tips(say, unit), {"field": "kind", "title": say("Kind of aid")}]
    return {"data": {"values": data}, "width": width, "height": {"step": 19},
            "mark": {"type": "bar", "height": 12},
            "encoding": {**encoding, "tooltip": tips}}  # fmt: skip


def of_kinds(present: Sequence[str], say: Say, theme: Theme) -> dict[str, Any]:
    """The colours of kinds of aid: the same kind has the same in every picture.

    Example:
        >>> of_kinds(["humanitarian"], str, "light")
        {'domain': ['humanitarian'], 'range': ['#c8501e']}
    """
    colours = {say(kind): colour for kind, colour in zip(_KINDS, SORTS[theme], strict=False)}
    known = [word for word in colours if word in present]
    others = [word for word in dict.fromkeys(present) if word not in colours]
    rest = [PALETTE[theme]["idle"]] * len(others)
    return {"domain": known + others, "range": [colours[word] for word in known] + rest}


def _kinds(answer: Answer, figure: Column) -> dict[str, Column]:
    """Columns of the kinds of aid, where the figure is their sum."""
    if not figure.name.startswith("total"):
        return {}
    unit = figure.name.removeprefix("total")
    by_name = {c.name: c for c in answer.columns}
    found = {k: by_name[f"{k}{unit}"] for k in _KINDS if f"{k}{unit}" in by_name}
    return {k: c for k, c in found.items() if any(r.get(c.name) for r in answer.rows)}


def _map(answer: Answer, theme: Theme, say: Say) -> dict[str, Any]:
    figure = main_figure(answer)
    given = {r["donor"]: r for r in answer.rows if _scaled(r, figure)}
    values: list[dict[str, Any]] = [
        {**f, "name": say(given[f["a3"]]["name"]), "value": _scaled(given[f["a3"]], figure)}
        if f["a3"] in given
        else f
        for f in outlines(EUROPE)
    ]
    breaks = fifths([v["value"] for v in values if "value" in v])
    for shape in values:
        if "value" in shape:
            shape["fifth"] = max(0, bisect_left(breaks, shape["value"]) - 1)
    unit = say(figure.unit) if figure.unit else say(figure.title)
    stroke = {"type": "geoshape", "stroke": _EDGE[theme], "strokeWidth": 0.6}
    nothing = {
        "field": "nothing",
        "type": "nominal",
        "scale": {"domain": [say("no record")], "range": [_NOTHING[theme]]},
        "legend": {
            "title": None,
            "orient": "bottom-left",
            "offset": 4,
            "padding": 4,
            "fillColor": PALETTE[theme]["paper"],
            "symbolStrokeColor": PALETTE[theme]["idle"],
        },
    }
    ends = [
        f"format([{','.join(map(repr, part))}][datum.value], ',.2~r')"
        for part in (breaks[:-1], breaks[1:])
    ]
    colour = {
        "field": "fifth",
        "type": "ordinal",
        "scale": {"domain": [0, 1, 2, 3, 4], "range": list(_SHADES[theme])},
        "legend": {
            "title": unit,
            "orient": "bottom",
            "columns": 5,
            "symbolStrokeColor": PALETTE[theme]["idle"],
            "labelExpr": f"{ends[0]} + ' - ' + {ends[1]}",
        },
    }
    return {
        "width": _MAP,
        "height": _MAP,
        "view": {"stroke": PALETTE[theme]["grid"], "fill": None},
        "data": {"values": values},
        "projection": {
            "type": "azimuthalEqualArea",
            "rotate": [-13, -53.5, 0],
            "scale": 640,
            "translate": [_MAP / 2, _MAP / 2],
        },
        "layer": [
            {
                "transform": [{"calculate": f'"{say("no record")}"', "as": "nothing"}],
                "mark": {**stroke, "clip": True},
                "encoding": {"color": nothing},
            },
            {
                "transform": [{"filter": "isValid(datum.value)"}],
                "mark": {**stroke, "clip": True},
                "encoding": {"color": colour, "tooltip": _tips(say, unit)},
            },
        ],
        "resolve": {"scale": {"color": "independent"}},
    }


def fifths(values: Sequence[float]) -> list[float]:
    """The bounds of five parts with as many values in each, the least and the most included.

    Example:
        >>> fifths([1.0, 2.0, 3.0, 4.0, 5.0, 60.0])
        [1.0, 2.0, 3.0, 4.0, 5.0, 60.0]
        >>> fifths([7.0])
        [7.0, 7.0, 7.0, 7.0, 7.0, 7.0]
    """
    ordered = sorted(values) or [0.0]
    return [ordered[round(part * (len(ordered) - 1) / 5)] for part in range(6)]


def _tips(say: Say, unit: str) -> list[dict[str, Any]]:
    return [
        {"field": "name", "title": say("Donor")},
        {"field": "value", "type": "quantitative", "title": unit, "format": ",.3~f"},
    ]


def _left_out(answer: Answer, say: Say) -> list[str]:
    left = len(answer.rows) - _BARS
    return [f"{say('Smaller donors not shown')}: {left}"] if left > 0 else []


def changes(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """What changed between two days of knowledge, the largest first: up or down."""
    rows = [r for r in answer.rows if r.get("delta")]
    if not rows:
        return None
    sums: dict[tuple[str, str], float] = {}
    for row in rows:
        key = (str(row.get("donor_name") or row.get("donor") or row.get("item") or ""),
               str(row.get("stage") or ""))  # fmt: skip
        sums[key] = sums.get(key, 0.0) + float(row["delta"])
    unit = str(rows[0].get("what") or "")
    scale, word = (1e9, f"{unit} bn") if max(map(abs, sums.values())) > 1e8 else (1.0, unit)
    largest = sorted(sums.items(), key=lambda each: -abs(each[1]))[:_BARS]
    data = [
        {"name": say(donor), "stage": say(stage), "value": value / scale}
        for (donor, stage), value in largest
    ]
    order = list(dict.fromkeys(row["name"] for row in data))
    body = {
        "data": {"values": data},
        "width": 520,
        "height": {"step": 22},
        "mark": {"type": "bar", "height": {"band": 0.8}},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": order, "title": None},
            "yOffset": {"field": "stage", "type": "nominal"},
            "x": {"field": "value", "type": "quantitative", "title": say(word)},
            "color": {"field": "stage", "type": "nominal", "title": say("Stage"),
                      "legend": {"orient": "bottom"}},
            "tooltip": [*_tips(say, word), {"field": "stage", "title": say("Stage")}],
        },
    }  # fmt: skip
    return framed(body, title=say("What changed"), scope=answer.scope, theme=theme)
