"""Pictures for deciding: why needs go short, scenarios side by side, what the spread comes from."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from resupply.core.answer import Answer
from resupply.plan.told import plural
from resupply.report.chart_frame import PALETTE, SORTS, Spec, Theme, framed
from resupply.report.chart_parts import not_shown, unit_of

Say = Callable[[str], str]
Rows = Sequence[Mapping[str, Any]]
#: Rows a picture shows.
_BARS = 15
#: Needs that are compared one by one; of more, those that change most.
_NEEDS = 6


def why(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """Which causes leave how much of each need unmet."""
    rows = _table(answer, "why")
    if not rows:
        return None
    data = [
        {
            "need": f"{row['item']}: {', '.join(row['places'][:2])}, from {row['from_on']}",
            "cause": say(row["because"]),
            "amount": row["amount"],
            "share": row["share_percent"],
        }
        for row in rows
    ]
    order = list(dict.fromkeys(row["need"] for row in data))[:_BARS]
    unit = plural(unit_of(rows, "unit"))
    body = {
        "data": {"values": [row for row in data if row["need"] in order]},
        "width": 520,
        "height": {"step": 30},
        "mark": {"type": "bar", "height": 16},
        "encoding": {
            "y": {"field": "need", "type": "nominal", "sort": order, "title": None},
            "x": {"field": "amount", "type": "quantitative", "stack": "zero",
                  "title": f"{say('missing')} [{say(unit)}]"},
            "color": {"field": "cause", "type": "nominal", "title": None,
                      "legend": {"orient": "bottom", "columns": 3, "labelLimit": 300,
                                 "columnPadding": 24}},
            "tooltip": [{"field": "cause"}, {"field": "share", "format": ".1f", "title": "%"},
                        {"field": "amount", "format": ",.0f"}],
        },
    }  # fmt: skip
    notes = not_shown(len({row["need"] for row in data}) - len(order), "rows")
    return framed(body, title=say("Why needs stay unmet"), scope=answer.scope, notes=notes,
                  theme=theme)  # fmt: skip


def side_by_side(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """What share of each need is met: as it is, and under each scenario."""
    rows = [row for row in answer.rows if row.get("met_percent") is not None]
    if not rows:
        return None
    as_it_is = say("as it is")
    needs = _most_changed(rows)
    data = []
    for (place, item), same in needs.items():
        where = f"{say(place)}: {say(item)}"
        data.append({"where": where, "scenario": as_it_is, "met": same[0]["met_base_percent"],
                     "is_base": True, "more": None})  # fmt: skip
        data += [
            {"where": where, "scenario": row["scenario"], "met": row["met_percent"],
             "is_base": False, "more": row["more_unmet"]}
            for row in same
        ]  # fmt: skip
    order = list(dict.fromkeys(row["scenario"] for row in data))
    colours = PALETTE[theme]
    y = {"field": "scenario", "type": "nominal", "sort": order, "title": None}
    x = {"field": "met", "type": "quantitative", "title": f"{say('met')} [%]",
         "scale": {"domain": [0, 100]}}  # fmt: skip
    colour = {
        "condition": {"test": "datum.is_base", "value": colours["idle"]},
        "value": SORTS[theme][0],
    }
    figures = {"field": "met", "type": "quantitative", "format": ".1f"}
    layers = [
        {"mark": {"type": "bar", "height": 14, "cornerRadius": 2},
         "encoding": {"y": y, "x": x, "color": colour}},
        {"mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 11},
         "encoding": {"y": y, "x": x, "text": figures}},
    ]  # fmt: skip
    body = {
        "data": {"values": data},
        "facet": {"row": {"field": "where", "type": "nominal", "title": None,
                          "header": {"labelAngle": 0, "labelAlign": "left",
                                     "labelAnchor": "start", "labelOrient": "top"}}},
        "spec": {"width": 480, "height": {"step": 22}, "layer": layers},
        "spacing": 18,
    }  # fmt: skip
    every = {(row["place_name"], row["item_name"]) for row in rows}
    return framed(body, title=say("What of each need is met"), scope=answer.scope,
                  notes=not_shown(len(every) - len(needs), "needs"), theme=theme)  # fmt: skip


def _most_changed(rows: Rows) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    """The needs that the scenarios change most, with their rows."""
    needs: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        needs.setdefault((str(row["place_name"]), str(row["item_name"])), []).append(row)

    def change(same: Rows) -> float:
        return max(abs(float(row["met_percent"] - row["met_base_percent"])) for row in same)

    return dict(sorted(needs.items(), key=lambda each: -change(each[1]))[:_NEEDS])


def contributions(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """Which uncertain figure the spread of the outcome comes from."""
    rows = [row for row in answer.rows if row.get("share_percent") is not None]
    if not rows or "figure" not in rows[0]:
        return None
    shown = rows[:_BARS]
    data = [
        {"what": say(str(row["what"] or row["figure"])), "share": row["share_percent"]}
        for row in shown
    ]
    body = {
        "data": {"values": data},
        "width": 430,
        "height": {"step": 20},
        "mark": {"type": "bar", "height": 12, "cornerRadius": 2,
                 "color": PALETTE[theme]["served"]},
        "encoding": {
            "y": {"field": "what", "type": "nominal", "title": None,
                  "sort": [row["what"] for row in data]},
            "x": {"field": "share", "type": "quantitative",
                  "title": f"{say('share of the spread')} [%]"},
        },
    }  # fmt: skip
    return framed(body, title=say("What the spread comes from"), scope=answer.scope,
                  notes=not_shown(len(rows) - len(shown), "rows"), theme=theme)  # fmt: skip


def _table(answer: Answer, name: str) -> Rows:
    return next((part.rows for part in answer.tables if part.name == name), ())
