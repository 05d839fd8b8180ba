"""Pictures over time: pauses, promises, a donor's months; and how long stocks last."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from resupply.core.answer import Answer
from resupply.report.chart_frame import PALETTE, SORTS, Spec, Theme, framed, iso, on_day
from resupply.report.picture_charts import of_kinds

Say = Callable[[str], str]
#: Rows a picture shows.
_ROWS = 24
#: Bars of pauses by kind [dots]: one may lie within another.
_THICK = {"slump": 13, "gap": 8, "stated": 3}


def pauses(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """When each donor was quiet: a bar a pause, paler where chance alone would often do it."""
    today = answer.scope.as_of
    rows = [r for r in answer.rows if r.get("start")]
    if not rows:
        return None
    end = today or max(r["end"] or r["start"] for r in rows)
    named = [
        {
            "name": say(r["name"]),
            "kind": say(str(r["kind"])),
            "from_on": r["start"],
            "end_on": r["end"] or end,
            "open": say("goes on") if r["end"] is None else say("over"),
            "p": r["p_value"],
            "sure": 0.45 if r["p_value"] is not None and r["p_value"] > 0.1 else 1.0,
            "thick": _THICK.get(r["kind"], 11),
        }
        for r in sorted(rows, key=lambda r: -_THICK.get(r["kind"], 11))
    ]
    order = list(dict.fromkeys(say(r["name"]) for r in rows))[:_ROWS]
    data = iso([r for r in named if r["name"] in order],
               "name", "kind", "from_on", "end_on", "open", "p", "sure", "thick")  # fmt: skip
    kinds = list(dict.fromkeys(r["kind"] for r in named))
    body = {
        "data": {"values": data},
        "width": 560,
        "height": {"step": 18},
        "mark": {"type": "bar", "cornerRadius": 2},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": order, "title": None},
            "x": on_day("from_on"),
            "x2": {"field": "end_on"},
            "size": {"field": "thick", "type": "quantitative", "scale": None, "legend": None},
            "color": {"field": "kind", "type": "nominal", "title": None,
                      "scale": {"domain": kinds, "range": _of(theme, "unmet", "served", "ink")},
                      "legend": {"orient": "bottom"}},
            "opacity": {"field": "sure", "type": "quantitative", "scale": None, "legend": None},
            "tooltip": _tips(say, {"name": "Donor", "kind": "Pause", "open": "Now"},
                             {"from_on": "From", "end_on": "To"}),
        },
    }  # fmt: skip
    notes = [say("Pale: chance alone would show as much in more than one of ten records.")]
    left = len({r["name"] for r in named}) - len(order)
    notes += [f"{say('Donors not shown')}: {left}"] if left > 0 else []
    return framed(body, title=say("Who has gone quiet"), scope=answer.scope, notes=notes,
                  theme=theme)  # fmt: skip


def _of(theme: Theme, *roles: str) -> list[str]:
    return [PALETTE[theme][role] for role in roles]


def promises(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """Promises from the day they were made to the day they are due, by what became of them."""
    today = answer.scope.as_of
    rows = [r for r in answer.rows if r.get("promised_on")]
    if not rows:
        return None
    last = today or max(r["due_on"] or r["promised_on"] for r in rows)
    named = [
        {
            "name": f"{r['title']}{_again(rows, at)}",
            "status": say(str(r["status"])),
            "from_on": r["promised_on"],
            "end_on": r["due_on"] or r["met_on"] or max(last, r["promised_on"]),
            "due": say("no day was named") if r["due_on"] is None else "",
            "sure": 0.4 if r["due_on"] is None else 1.0,
        }
        for at, r in enumerate(rows[:_ROWS])
    ]
    data = iso(named, "name", "status", "from_on", "end_on", "due", "sure")
    shown = [say(s) for s in ("late", "open", "unknown", "kept", "withdrawn")]
    body = {
        "data": {"values": data},
        "width": 420,
        "height": {"step": 19},
        "layer": [
            {
                "mark": {"type": "bar", "height": 11, "cornerRadius": 2},
                "encoding": {
                    "y": {"field": "name", "type": "nominal", "title": None,
                          "sort": [r["name"] for r in named], "axis": {"labelLimit": 330}},
                    "x": on_day("from_on"),
                    "x2": {"field": "end_on"},
                    "color": {"field": "status", "type": "nominal", "title": None,
                              "scale": {"domain": shown,
                                        "range": [*_of(theme, "unmet", "served", "idle"),
                                                  SORTS[theme][2], PALETTE[theme]["quiet"]]},
                              "legend": {"orient": "bottom"}},
                    "opacity": {"field": "sure", "type": "quantitative", "scale": None,
                                "legend": None},
                    "tooltip": _tips(say, {"name": "Promise", "status": "Status", "due": "Due"},
                                     {"from_on": "Promised", "end_on": "Due"}),
                },
            },
            *_today(today, theme),
        ],
    }  # fmt: skip
    notes = [say("From the day of the promise to the day it is due; pale: no day was named.")]
    left = len(rows) - len(named)
    notes += [f"{say('Promises not shown')}: {left}"] if left > 0 else []
    return framed(body, title=say("What was promised"), scope=answer.scope, notes=notes,
                  theme=theme)  # fmt: skip


def _again(rows: Sequence[Mapping[str, Any]], at: int) -> str:
    """A mark for promises of one name, so that each has a row of its own."""
    before = sum(1 for r in rows[:at] if r["title"] == rows[at]["title"])
    return f" ({before + 1})" if before else ""


def _today(day: date | None, theme: Theme) -> list[dict[str, Any]]:
    if day is None:
        return []
    rule = {"type": "rule", "color": PALETTE[theme]["ink"], "strokeDash": [4, 3]}
    return [
        {
            "data": {"values": [{"today": day.isoformat()}]},
            "mark": rule,
            "encoding": {"x": on_day("today")},
        }
    ]


def months(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """What reached a stage month by month, by kind of aid."""
    unit = "quantity" if answer.scope.measure == "quantity" else answer.scope.currency.lower()
    word = {"allocation": "allocated", "commitment": "committed", "delivery": "delivered"}
    name = f"{word.get(str(answer.scope.stage), 'allocated')}_{unit}"
    rows = [r for r in answer.rows if r.get("month") and r.get(name)]
    if not rows:
        return None
    scale, told = (1e6, f"{answer.scope.currency} m") if unit != "quantity" else (1.0, "units")
    data = [
        {
            "month": r["month"].isoformat(),
            "kind": say(str(r.get("kind") or "all")),
            "value": float(r[name]) / scale,
        }
        for r in rows
    ]
    body = {
        "data": {"values": data},
        "width": 620,
        "height": 220,
        "mark": {"type": "bar", "binSpacing": 1},
        "encoding": {
            "x": {**on_day("month"), "timeUnit": "utcyearmonth",
                  "axis": {"title": None, "format": "%b %y", "labelOverlap": "parity"}},
            "y": {"field": "value", "type": "quantitative", "title": say(told),
                  "aggregate": "sum"},
            "color": {"field": "kind", "type": "nominal", "title": None,
                      "scale": of_kinds([d["kind"] for d in data], say, theme),
                      "legend": {"orient": "bottom"}},
            "tooltip": [{"field": "month", "type": "temporal", "timeUnit": "utcyearmonth",
                         "format": "%b %Y", "title": say("Month")},
                        {"field": "kind", "title": say("Kind of aid")},
                        {"field": "value", "type": "quantitative", "aggregate": "sum",
                         "format": ",.2~f", "title": say(told)}],
        },
    }  # fmt: skip
    return framed(body, title=say("Month by month"), scope=answer.scope, theme=theme)


def days_of_supply(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """How long each stock lasts: the range, and within it the central figure."""
    rows = [r for r in answer.rows if r.get("days_of_supply") is not None
            or r.get("days_of_supply_low") is not None]  # fmt: skip
    if not rows:
        return None
    data = [
        {
            "name": f"{r['place_name']}: {r['item_name']}",
            "low": r.get("days_of_supply_low"),
            "middle": r.get("days_of_supply"),
            "high": r.get("days_of_supply_high"),
        }
        for r in rows[:_ROWS]
    ]
    y = {"field": "name", "type": "nominal", "title": None, "sort": [d["name"] for d in data],
         "axis": {"labelLimit": 480}}  # fmt: skip
    x = {"type": "quantitative", "title": say("days of supply"), "scale": {"zero": True}}
    colours = PALETTE[theme]
    tips = [
        {"field": f, "type": "quantitative", "format": ",.1~f", "title": say(t)}
        for f, t in (("low", "At least"), ("middle", "Central"), ("high", "At most"))
    ]
    body = {
        "data": {"values": data},
        "width": 420,
        "height": {"step": 34},
        "layer": [
            {"mark": {"type": "bar", "height": 12, "color": colours["band"]},
             "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"},
                          "tooltip": tips}},
            {"mark": {"type": "tick", "thickness": 3, "size": 20, "color": colours["unmet"]},
             "encoding": {"y": y, "x": {**x, "field": "middle"}, "tooltip": tips}},
        ],
    }  # fmt: skip
    notes = [say("Band: range of what nobody knows exactly. Line: the central figure.")]
    return framed(body, title=say("How long the stock lasts"), scope=answer.scope, notes=notes,
                  theme=theme)  # fmt: skip


def _tips(say: Say, words: Mapping[str, str], days: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        *({"field": name, "title": say(title)} for name, title in words.items()),
        *({"field": name, "type": "temporal", "format": "%-d %b %Y", "title": say(title)}
          for name, title in days.items()),
    ]  # fmt: skip
