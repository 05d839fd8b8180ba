"""The answer to "what stays missing, of what, in which month"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from resupply.book import View
from resupply.core.answer import Answer, Column, Part
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.network.model import Network
from resupply.picture import sources
from resupply.plan.calendar import first_day, last_day
from resupply.plan.levers import unit_of_group
from resupply.plan.plan_answer import ASSUMPTION_COLUMNS
from resupply.plan.told import day, number, plural, share
from resupply.production import columns
from resupply.production.gap import SORTS, Gap, gaps
from resupply.production.posed import Posed, assumptions, refuse_draws


def answer(
    view: View,
    scope: Scope,
    posed: Posed,
    *,
    draws: int = 0,
    progress: Progress = silent,
) -> Answer:
    """What stays missing by item and month, with its band.

    Args:
        view: The book, for sources.
        scope: Bounds, printed with the answer.
        posed: The question; its options are not built.
        draws: How many draws of all ranges; 0 = the ends of the ranges.
        progress: Told of each plan.

    Raises:
        QuestionError: Draws that are none.
    """
    refuse_draws(draws)
    network = posed.network
    found = gaps(network, posed.calendar, draws=draws, progress=progress)
    rows = [row for gap in found for row in _rows(posed, gap)]
    used = assumptions(view, replace(posed, options=()))
    totals = [_total(posed, gap) for gap in found]
    return Answer(
        question="gap",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        title="Month by month",
        columns=_COLUMNS,
        rows=rows,
        tables=[
            Part(name="total", title="Over all months", columns=_TOTALS, rows=totals, first=True),
            Part(
                name="assumptions",
                title="Assumptions it rests on",
                columns=ASSUMPTION_COLUMNS,
                rows=used,
            ),
        ],
        sources=sources.of(view, [*rows, *totals]),
        sentence=" ".join(_sentence(posed, t, draws) for t in totals),
        findings=posed.findings,
        warnings=_warnings(posed, draws),
    )


def _rows(posed: Posed, gap: Gap) -> list[dict[str, Any]]:
    so_far = np.cumsum(gap.missing, axis=1)
    told = _said_by(posed.network, gap)
    return [
        {
            "month_on": first_day(posed.calendar, at),
            "until_on": last_day(posed.calendar, at),
            "item": gap.group,
            "item_name": posed.name(gap.group),
            "tier": gap.tier,
            "need_low": float(gap.need[0, at]),
            "need": float(gap.need[1, at]),
            "need_high": float(gap.need[2, at]),
            "from_stock": float(gap.from_stock[at]),
            **{sort: float(gap.given[sort][at]) for sort in SORTS},
            "met": max(float(gap.need[1, at] - gap.missing[1, at]), 0.0),
            "missing_low": float(gap.missing[0, at]),
            "missing": float(gap.missing[1, at]),
            "missing_high": float(gap.missing[2, at]),
            "missing_so_far": float(so_far[1, at]),
            "unit": unit_of_group(posed.network, gap.group),
            "source_ids": told,
        }
        for at in range(posed.calendar.count)
    ]


def _said_by(network: Network, gap: Gap) -> list[str]:
    """Sources of the need and of what is given."""
    rates = next((g.rates for g in network.groups if g.id == gap.group), {})
    ranges = [n.per_day for n in network.needs if n.group == gap.group]
    ranges += [
        each
        for s in network.supplies
        if s.item in rates
        for each in (s.quantity, s.per_day)
        if each is not None
    ]
    return list(dict.fromkeys(name for r in ranges for name in r.source_ids))


def _total(posed: Posed, gap: Gap) -> dict[str, Any]:
    need, missing = gap.need.sum(axis=1), gap.total
    return {
        "item": gap.group,
        "item_name": posed.name(gap.group),
        "tier": gap.tier,
        "need_low": float(need[0]),
        "need": float(need[1]),
        "need_high": float(need[2]),
        "missing_low": float(missing[0]),
        "missing": float(missing[1]),
        "missing_high": float(missing[2]),
        "missing_percent": 100 * float(missing[1] / need[1]) if need[1] > 0 else None,
        "unit": unit_of_group(posed.network, gap.group),
        "source_ids": _said_by(posed.network, gap),
    }


def _sentence(posed: Posed, total: dict[str, Any], draws: int) -> str:
    unit = plural(total["unit"] or "unit")
    part = "" if total["missing_percent"] is None else share(total["missing_percent"] / 100)
    return (
        f"Until {day(posed.end_on)}, {number(total['missing'])} {unit} of "
        f"{total['item_name']} stay missing, {part} of the need; "
        f"between {number(total['missing_low'])} and {number(total['missing_high'])}, "
        f"{'in nine of ten draws' if draws else 'at the ends of all ranges'}."
    )


def _warnings(posed: Posed, draws: int) -> list[str]:
    out = [w for w in posed.told if "price index" not in w]
    out.append(
        "What becomes available is counted where it lies, comes or is made; what is met is what "
        "can be where it is needed in its month."
    )
    if draws:
        out.append(
            f"Missing is the median of {draws:,} draws, its ends those of nine in ten; figures "
            "that rest on one assumption move together."
        )
    return out


_HIDDEN: Sequence[str] = ("item", "tier", "missing_so_far", "until_on")
_COLUMNS = [
    Column(name="month_on", title="From"),
    Column(name="item_name", title="Item"),
    Column(name="need_low", title="Need, least", digits=0, shown=False),
    Column(name="need", title="Need", digits=0),
    Column(name="need_high", title="Need, most", digits=0, shown=False),
    Column(name="from_stock", title="Stock", digits=0, meaning="What lies there on the first day."),
    Column(name="promises", title="Promises", digits=0),
    Column(name="output", title="Own output", digits=0),
    Column(name="rates", title="Donors' rates", digits=0),
    Column(name="on_the_way", title="On the way", digits=0),
    Column(name="met", title="Met", digits=0),
    Column(name="missing_low", title="Missing, least", digits=0, shown=False),
    Column(name="missing", title="Missing", digits=0),
    Column(name="missing_high", title="Missing, most", digits=0, shown=False),
    Column(name="unit", title="Unit"),
    *(Column(name=n, title=n.replace("_", " ").capitalize(), shown=False) for n in _HIDDEN),
    columns.SOURCES,
]
_TOTALS = [
    Column(name="item_name", title="Item"),
    Column(name="tier", title="Tier", digits=0, shown=False),
    Column(name="need_low", title="Need, least", digits=0, shown=False),
    Column(name="need", title="Need", digits=0),
    Column(name="need_high", title="Need, most", digits=0, shown=False),
    Column(name="missing_low", title="Missing, least", digits=0, shown=False),
    Column(name="missing", title="Missing", digits=0),
    Column(name="missing_high", title="Missing, most", digits=0, shown=False),
    Column(name="missing_percent", title="Missing", unit="%", digits=0),
    Column(name="unit", title="Unit"),
    Column(name="item", title="Item id", shown=False),
    columns.SOURCES,
]
