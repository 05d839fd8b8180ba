"""The answer to "what does a pause of X cost, and when is it felt"."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
import numpy as np

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.picture import sources
from resupply.plan.told import units
from resupply.simulate import asked as asking
from resupply.simulate.asked import Shocked
from resupply.simulate.failures import Failure, named, single
from resupply.simulate.pause import Pausing, Point, curve

#: Lengths of the curve beside the one asked about [day].
LENGTHS = (7, 14, 30, 60, 90)


def answer(
    view: View,
    scope: Scope,
    shocked: Shocked,
    *,
    what: Sequence[str],
    start_on: date,
    days: int,
    lengths: Sequence[int] = LENGTHS,
    progress: Progress = silent,
) -> Answer:
    """Cost of a pause against its length and start.

    Args:
        view: The book, for sources.
        scope: Bounds, printed with the answer.
        shocked: The network asked about.
        what: What pauses: a donor, maker, place or leg; several pause together. Empty = every
            source, one at a time, for this start and length.
        start_on: First day of the pause.
        days: Its length.
        lengths: Other lengths; those that end after the days looked at are left out.
        progress: Told of each pause.

    Raises:
        QuestionError: A name the network does not have; a pause outside the days looked at.
    """
    network = shocked.network
    asked = Pausing(network, shocked.problem, level=shocked.level, tier=shocked.tier)
    if what:
        failure = named(network, what, shocked.parties)
        sizes = sorted({days, *lengths})
        points = curve(asked, failure, starts=[start_on], lengths=sizes, progress=progress)
        point = next((p for p in points if p.days == days), None)
        if point is None:  # it goes on after the days looked at
            point = asked.cost(failure, start_on, days)
            points.append(point)
        felt = asked.felt(failure, start_on, days).first_on
        rows = [_row(shocked, failure, p) for p in points]
        sentence = _sentence(shocked, failure, point, felt)
    else:
        failures = single(network, ["source"])
        rows = []
        for done, failure in enumerate(failures):
            progress(done, len(failures), "sources")
            points = curve(asked, failure, starts=[start_on], lengths=[days])
            points = points or [asked.cost(failure, start_on, days)]
            rows += [_row(shocked, failure, p) for p in points]
        rows.sort(key=lambda r: -r["cost_days"])
        sentence = _sentence_of_all(rows, days)
    return Answer(
        question="pause-cost",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        columns=_columns(shocked),
        rows=rows,
        sources=sources.of(view, rows),
        sentence=sentence,
        warnings=[
            "Least cost: all else is planned anew, with the pause known from its first day; what "
            "would have come during it does not come later.",
            *_beyond(shocked, start_on, days),
            *asking.warnings(shocked),
        ],
    )


def _last(shocked: Shocked) -> date:
    """Last of the days looked at."""
    return shocked.network.start_on + timedelta(days=shocked.problem.calendar.days - 1)


def _beyond(shocked: Shocked, start_on: date, days: int) -> list[str]:
    """That a pause goes on after the days looked at, so that only a part of its cost is seen."""
    last = _last(shocked)
    if (last - start_on).days + 1 >= days:
        return []
    return [
        f"The pause goes on after {last}, the last of the days looked at: what it costs later is "
        "not counted. Ask for a longer --horizon."
    ]


def _row(shocked: Shocked, failure: Failure, point: Point) -> dict[str, Any]:
    unit = shocked.unit()
    return {
        "what": failure.id,
        "name": _name(shocked, failure),
        "start_on": point.start_on,
        "pause_days": point.days,
        "cost_quantity": _units(shocked, point.cost_units) if unit is not None else None,
        "unit": unit,
        "cost_days": point.cost_days,
        "day_more_quantity": None
        if unit is None or point.day_more_units is None
        else _units(shocked, point.day_more_units),
        "day_more_days": point.day_more,
        "source_ids": asking.sources(shocked, sorted(failure.parties)),
    }


def _units(shocked: Shocked, amounts: Sequence[float]) -> float:
    """Units over the needs asked about; they have one unit."""
    asked = shocked.problem.needs.tier <= shocked.tier
    return max(float(np.array(amounts)[asked].sum()), 0.0)


def _name(shocked: Shocked, failure: Failure) -> str:
    return " and ".join(shocked.name(x) for x in failure.id.split("+"))


def _sentence(shocked: Shocked, failure: Failure, point: Point, felt: date | None) -> str:
    name = _name(shocked, failure)
    head = f"A pause of {name} from {point.start_on} for {counted(point.days, 'day')}"
    if point.cost_days <= 1e-6:
        told = f"{head} costs no need that could otherwise be met by {_last(shocked)}."
        if felt is None:
            return told
        return f"{told} Yet more is missing from {felt} on, and made up for later."
    size = f"{point.cost_days:,.1f} days of need"
    unit = shocked.unit()
    if unit is not None:
        size = f"{units(_units(shocked, point.cost_units), unit)}, {size}"
    when = f"felt from {felt} on" if felt is not None else "felt after the days looked at"
    each = (
        f" At that length one more day costs {units(_units(shocked, point.day_more_units), unit)}."
        if point.day_more_units is not None and unit is not None
        else ""
    )
    return f"{head} costs {size}, {when}.{each}"


def _sentence_of_all(rows: Sequence[Mapping[str, Any]], days: int) -> str:
    costly = [r for r in rows if r["cost_days"] > 1e-6]
    if not costly:
        return f"No pause of a single source for {counted(days, 'day')} costs any need."
    first = costly[0]
    if len(rows) == 1:
        return (
            f"A pause of {first['name']}, the only source, for {counted(days, 'day')} costs "
            f"{first['cost_days']:,.1f} days of need."
        )
    return (
        f"Of {counted(len(rows), 'source')}, a pause of {counted(days, 'day')} is dearest of "
        f"{first['name']}: {first['cost_days']:,.1f} days of need."
    )


def _columns(shocked: Shocked) -> list[Column]:
    unit = shocked.unit() or ""
    return [
        Column(name="name", title="Pause of"),
        Column(name="start_on", title="From"),
        Column(name="pause_days", title="For", unit="days", digits=0),
        Column(
            name="cost_quantity",
            title="Costs",
            unit=unit,
            digits=0,
            shown=bool(unit),
            meaning="Extra need that goes unmet; empty where the needs have several units.",
        ),
        Column(
            name="cost_days",
            title="Costs",
            unit="days of need",
            digits=2,
            meaning="The same in days of all that is asked for.",
        ),
        Column(
            name="day_more_quantity",
            title="One more day costs",
            unit=unit,
            digits=0,
            shown=bool(unit),
        ),
        Column(
            name="day_more_days",
            title="One more day costs",
            unit="days of need",
            digits=3,
            shown=not unit,
        ),
        Column(name="what", title="Id", shown=False),
        Column(name="unit", title="Unit", shown=False),
        Column(name="source_ids", title="Sources", shown=False),
    ]
