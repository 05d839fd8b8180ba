"""The way from promise to use as a flow: what went on, what waits, what left it, what is not told.

Stages are ordered columns, so the layout is a few lines: each stage one bar as high as what ever
reached it; a ribbon to the next as high as what went on; what waits and what left the flow end in
bars of their own, below.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resupply.core.answer import Answer
from resupply.core.words import FLOW
from resupply.report.chart_frame import PALETTE, Spec, Theme, framed

Say = Callable[[str], str]
_STEPS = 24
#: What a bar stands for.
_WORDS = {
    "stage": "reached",
    "waits": "waits",
    "left": "left the flow",
    "untold": "what came of it, is not told",
}
#: Width of a bar, free height below a ribbon, free width right of the last bar.
_BAR, _GAP, _LAST = 0.035, 0.05, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage of the flow.

    Args:
        stage: Its name.
        reached: What ever got there.
        waits: What still stands there.
        entered: What began there, without an earlier word.
        onward: What went on to the next stage that is told of.
        left: What went on to none: it left the flow.
    """

    stage: str
    reached: float
    waits: float
    entered: float
    onward: float
    left: float


def steps_of(rows: Sequence[Mapping[str, Any]], unit: str) -> list[Step]:
    """The stages that the rows tell of, with what went from each to the next.

    Example:
        >>> rows = [{"stage": "allocation", "reached_eur": 6.0, "standing_eur": 6.0},
        ...         {"stage": "commitment", "reached_eur": 10.0, "standing_eur": 3.0},
        ...         {"stage": "withdrawn", "reached_eur": 1.0, "standing_eur": 1.0}]
        >>> [(s.stage, s.waits, s.entered, s.onward, s.left) for s in steps_of(rows, "eur")]
        [('commitment', 3.0, 10.0, 6.0, 1.0), ('allocation', 6.0, 0.0, 0.0, 0.0)]
    """
    told = [(s, *_sums(rows, str(s), unit)) for s in FLOW if _sums(rows, str(s), unit)[0]]
    steps = []
    came = 0.0
    for at, (stage, reached, waits) in enumerate(told):
        after = told[at + 1][1] if at + 1 < len(told) else 0.0
        moved = max(0.0, reached - waits)
        onward = min(moved, after)
        steps.append(
            Step(stage=str(stage), reached=reached, waits=waits, onward=onward,
                 entered=max(0.0, reached - came), left=moved - onward)
        )  # fmt: skip
        came = onward
    return steps


def _sums(rows: Sequence[Mapping[str, Any]], stage: str, unit: str) -> tuple[float, float]:
    """What reached a stage, and what stands there."""
    own = [row for row in rows if row.get("stage") == stage]
    reached, standing = (
        sum(float(row[name]) for row in own if row.get(name) is not None)
        for name in (f"reached_{unit}", f"standing_{unit}")
    )
    return reached, standing


def pipeline(answer: Answer, *, theme: Theme = "light", say: Say = str) -> Spec | None:
    """From promise to use: one bar a stage, ribbons between, and what does not go on.

    Args:
        answer: Of `balances` by stage.
        theme: `light` or `dark`.
        say: Translates.
    """
    unit = "quantity" if answer.scope.measure == "quantity" else _currency(answer)
    steps = steps_of(answer.rows, unit)
    if not steps:
        return None
    tallest = max(s.reached for s in steps)
    scale, word = _scale(answer, tallest)
    bars, ribbons = _laid_out(steps, tallest)
    untold = [s for s in FLOW if s not in {step.stage for step in steps}]
    notes = []
    if untold:
        notes.append(f"{say('These records do not tell of')}: {', '.join(say(s) for s in untold)}.")
    body = {
        "width": 700,
        "height": 320,
        "layer": _layers(bars, ribbons, theme, say, scale, word),
    }
    return framed(
        body, title=say("From promise to use"), scope=answer.scope, notes=notes, theme=theme
    )


def _currency(answer: Answer) -> str:
    return answer.scope.currency.lower()


def _scale(answer: Answer, largest: float) -> tuple[float, str]:
    if answer.scope.measure == "quantity":
        return 1.0, "units"
    currency = answer.scope.currency
    return (1e9, f"{currency} bn") if largest >= 1e9 else (1e6, f"{currency} m")


def _laid_out(
    steps: Sequence[Step], tallest: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Bars and ribbons, x and y from 0 to 1; all stages begin at the top."""
    apart = (1 - _BAR - _LAST) / max(len(steps) - 1, 1)
    bars: list[dict[str, Any]] = []
    ribbons: list[dict[str, Any]] = []
    for at, step in enumerate(steps):
        x = at * apart
        height = step.reached / tallest
        bars.append({"role": "stage", "name": step.stage, "value": step.reached,
                     "x": x, "x2": x + _BAR, "y": 1.0, "y2": 1.0 - height})  # fmt: skip
        if step.onward:
            part = step.onward / tallest
            ribbons += _ribbon(len(ribbons), (x + _BAR, 1.0), (x + apart, 1.0), part, "onward")
        top = 1.0 - step.onward / tallest
        # Of the last stage that is told of nobody says what became: it does not wait.
        rest = "untold" if at == len(steps) - 1 and step.stage != FLOW[-1] else "waits"
        for role, amount in ((rest, step.waits), ("left", step.left)):
            if amount <= 0.001 * tallest:
                continue
            part = amount / tallest
            end = max(part, top - _GAP)
            x_end = x + _BAR + min(apart, 0.26) * 0.55
            bars.append({"role": role, "name": step.stage, "value": amount, "from_x": x + _BAR,
                         "x": x_end, "x2": x_end + 0.012, "y": end, "y2": end - part})  # fmt: skip
            ribbons += _ribbon(len(ribbons), (x + _BAR, top), (x_end, end), part, role)
            top -= part
    return bars, ribbons


def _ribbon(
    number: int, start: tuple[float, float], end: tuple[float, float], height: float, role: str
) -> Iterator[dict[str, Any]]:
    """A band that leaves and arrives level."""
    for at in range(_STEPS + 1):
        part = at / _STEPS
        eased = part * part * (3 - 2 * part)
        top = start[1] + (end[1] - start[1]) * eased
        x = start[0] + (end[0] - start[0]) * part
        yield {"ribbon": number, "role": role, "x": x, "y": top, "y2": top - height}


def _layers(
    bars: Sequence[Mapping[str, Any]],
    ribbons: Sequence[Mapping[str, Any]],
    theme: Theme,
    say: Say,
    scale: float,
    word: str,
) -> list[dict[str, Any]]:
    colours = PALETTE[theme]
    axis = {"axis": None, "scale": {"domain": [0, 1], "nice": False, "zero": False}}
    y_scale = {"axis": None, "scale": {"domain": [-0.04, 1.14], "nice": False, "zero": False}}
    x = {"field": "x", "type": "quantitative", **axis}
    y = {"field": "y", "type": "quantitative", **y_scale}
    fill = {
        "field": "role",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["stage", "onward", "waits", "left", "untold"],
                  "range": [colours["served"], colours["faint"], colours["unmet"],
                            colours["quiet"], colours["idle"]]},
    }  # fmt: skip
    told = [
        {
            **bar,
            "head": _head(bar, say),
            "unit": say(word) if bar["role"] == "stage" and scale > 1 else "",
            "form": "" if bar["role"] == "untold" else ",.1f" if scale > 1 else ",.0f",
            "tip": say(_WORDS[bar["role"]]),
            "shown": bar["value"] / scale,
        }
        for bar in bars
    ]
    tips = [
        {"field": "tip", "title": say("What")},
        {"field": "name", "title": say("Stage")},
        {"field": "shown", "type": "quantitative", "format": ",.3~f", "title": say(word)},
    ]
    area = {
        "data": {"values": list(ribbons)},
        "mark": {"type": "area", "opacity": 0.55},
        "encoding": {"x": x, "y": y, "y2": {"field": "y2"}, "detail": {"field": "ribbon"},
                     "color": fill},
    }  # fmt: skip
    rect = {
        "data": {"values": told},
        "mark": "rect",
        "encoding": {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}, "color": fill,
                     "tooltip": tips},
    }  # fmt: skip
    return [area, rect, *_labels(told, x, y)]


def _labels(
    told: Sequence[Mapping[str, Any]], x: Mapping[str, Any], y: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Stages are named above their bars, what became of the rest on its own ribbon."""
    above = [t for t in told if t["role"] == "stage"]
    within = [
        {**t, "y": (t["y"] + t["y2"]) / 2, "x": t["from_x"]} for t in told if t["role"] != "stage"
    ]
    amount = "datum.form ? '\\n' + format(datum.shown, datum.form) + ' ' + datum.unit : ''"

    def text(rows: Sequence[Mapping[str, Any]], **how: Any) -> dict[str, Any]:
        return {
            "data": {"values": list(rows)},
            "transform": [{"calculate": f"datum.head + ({amount})", "as": "label"}],
            "mark": {"type": "text", "align": "left", "fontSize": 12, "lineBreak": "\n", **how},
            "encoding": {"x": x, "y": y, "text": {"field": "label"}},
        }

    return [text(above, dy=-28, baseline="top"), text(within, dx=6, baseline="middle")]


def _head(bar: Mapping[str, Any], say: Say) -> str:
    if bar["role"] == "stage":
        return say(bar["name"])
    return say(_WORDS[bar["role"]]).replace(", ", ",\n")
