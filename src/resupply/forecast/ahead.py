"""What reaches a stage in the months to come, and how much of it stands promised already.

What arrives in all is drawn by `arrivals` from each donor's months. What stands one stage before
moves by `pipeline`. Draw by draw and donor by donor, what stands comes first:

    from_pipeline(t) = min(all(t), moved(t)) ;  from_new(t) = all(t) - from_pipeline(t)

with all and moved added up from today to t. Totals are sums over donors and kinds of one draw.
docs/explanation/forecast.md says why the two are not simply added.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.dates import add_months, days_between, month_end
from resupply.core.errors import QuestionError
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.core.words import FLOW, Stage
from resupply.forecast import arrivals, pipeline, waits
from resupply.forecast.pipeline import Pipeline
from resupply.forecast.waits import Waits, Way
from resupply.picture import flows, parties

Floats = NDArray[np.float64]

#: Days and months that are still answered: five years.
DAYS_MAX, MONTHS_MAX = 1826, 60


class Period(NamedTuple):
    """Days of a forecast, both ends among them."""

    from_on: date
    until_on: date


class Ahead(NamedTuple):
    """Draws of what reaches a stage.

    Args:
        stage: Which.
        way: From which stage what stands moves; None = the record has no earlier one.
        periods: When.
        donors, kinds: Names along the axes.
        standing: What stands one stage before, shape (donors, kinds).
        pipeline: What of it arrives, shape (draws, donors, kinds, periods).
        new: What arrives beyond that, from promises not yet made, same shape; a donor's kinds are
            those of its promises so far.
        withdrawn: What of what stands is withdrawn, shape (draws, donors, kinds).
        oldest: Age of the oldest promise that moved or stands [day].
        findings: What is odd in the record.
    """

    stage: Stage
    way: Way | None
    periods: tuple[Period, ...]
    donors: tuple[str, ...]
    kinds: tuple[str, ...]
    standing: Floats
    pipeline: Floats
    new: Floats
    withdrawn: Floats
    oldest: float
    findings: tuple[Finding, ...]


def draw(
    view: View,
    scope: Scope,
    *,
    today: date,
    days: int | None = None,
    months: int | None = None,
    draws: int = 1000,
    seed: int = 1,
) -> Ahead:
    """Draws of what reaches the scope's stage, by donor, kind and period.

    Args:
        view: The book as known on a day.
        scope: Bounds; its stage is the one asked about, default the last that the record has.
        today: Day on which it is asked; the first period begins on the next.
        days: How far ahead; or
        months: to the end of so many months after today's; default six.
        draws: How many.
        seed: The same seed, the same draws; a donor's do not hang on which others are asked for.

    Raises:
        QuestionError: Nothing reached the stage, or numbers out of range.
    """
    periods = periods_of(today, days, months)
    way, stage = _way(view, scope)
    record = None if way is None else waits.read(view, scope, way, today)
    if record is not None and not len(record.ages):
        record = None
    stands = None
    if record is not None:
        rates = pipeline.rates(record, seed=seed)
        ends = np.array([days_between(today, p.until_on) for p in periods], dtype=np.float64)
        stands = pipeline.draw(record, rates, ends, draws=draws, seed=seed)
    every = _every(view, scope, stage, periods, today, draws, seed)
    asked = _asked(view, scope, every[0], stands)
    parts = _parts(record, asked)
    kinds = tuple(sorted({k for own in parts.values() for k in own}))
    shape = (len(asked), len(kinds), len(periods))
    out = Ahead(
        stage=stage,
        way=way if record is not None else None,
        periods=periods,
        donors=asked,
        kinds=kinds,
        standing=np.zeros(shape[:2]),
        pipeline=np.zeros((draws, *shape)),
        new=np.zeros((draws, *shape)),
        withdrawn=np.zeros((draws, *shape[:2])),
        oldest=float(record.ages.max()) if record is not None else 0.0,
        findings=(*(record.findings if record else ()), *every[2]),
    )
    if stands is None and not every[1].any():
        raise QuestionError(
            where=f"--stage {stage}",
            what="of what reached it nothing has both an amount and a month, and nothing stands "
            "promised: there is nothing to forecast from.",
            todo="give days or spans of at most a year, or ask for another stage or dataset: "
            "resupply balances shows what there is.",
        )
    if stands:
        _put_standing(out, stands)
    _put_all(out, dict(zip(every[0], np.moveaxis(every[1], 1, 0), strict=True)), parts)
    return out


def periods_of(today: date, days: int | None, months: int | None) -> tuple[Period, ...]:
    """Months to come, the first with the days that are left of today's."""
    if days is not None and months is not None:
        raise QuestionError(
            where="--days, --months", what="both are given.", todo="give one of the two."
        )
    if days is not None and not 1 <= days <= DAYS_MAX:
        raise QuestionError(
            where=f"--days {days}",
            what=f"it is a number from 1 to {DAYS_MAX:,}.",
            todo="ask for fewer days, or at least one.",
        )
    if months is not None and not 1 <= months <= MONTHS_MAX:
        raise QuestionError(
            where=f"--months {months}",
            what=f"it is a number from 1 to {MONTHS_MAX}.",
            todo="ask for fewer months, or at least one.",
        )
    first = add_months(today.replace(day=1), 1)
    last = month_end(add_months(first, (months or 6) - 1))
    if days is not None:
        last = today + timedelta(days=days)
    found, begin = [], today + timedelta(days=1)
    end = month_end(first) if last >= first else last
    while begin <= last:
        found.append(Period(begin, min(end, last)))
        begin = found[-1].until_on + timedelta(days=1)
        end = month_end(begin)
    return tuple(found)


def _way(view: View, scope: Scope) -> tuple[Way | None, Stage]:
    """The way that ends at the stage asked about; the stage alone where none does."""
    found = waits.ways(view, scope)
    if scope.stage is None:
        if found:
            return found[-1], found[-1].end
        return None, _last_stage(view, scope)
    return next((w for w in found if w.end == scope.stage), None), scope.stage


def _last_stage(view: View, scope: Scope) -> Stage:
    sums = flows.moves(view, msgspec.structs.replace(scope, stage=None))
    there = {str(s) for s in sums.select("stage_to").unique().collect()["stage_to"]}
    return next((s for s in reversed(FLOW) if s.value in there), Stage.ALLOCATION)


def _every(
    view: View,
    scope: Scope,
    stage: Stage,
    periods: Sequence[Period],
    today: date,
    draws: int,
    seed: int,
) -> tuple[tuple[str, ...], Floats, tuple[Finding, ...]]:
    """What each donor brings to the stage in each period, shape (draws, donors, periods)."""
    asked = msgspec.structs.replace(scope, stage=stage)
    # The record may end before the day of the question: what it draws begins where it ends.
    first = arrivals.first_month(view, asked)
    last = periods[-1].until_on
    months = max(12 * (last.year - first.year) + last.month - first.month + 1, 1)
    new = arrivals.draw(view, asked, months=months, draws=draws, seed=seed)
    values = np.zeros((draws, len(new.donors), len(periods)))
    ends = [p.until_on for p in periods]
    began = periods[0].from_on
    for at, month in enumerate(new.months):
        end = min(month_end(month), last)
        if end <= today:
            continue  # between the record's end and today: past, and known to nobody
        # The first month stands for all days from today to its end, the last is cut.
        whole = days_between(month, month_end(month)) + 1
        part = (days_between(min(began, end), end) + 1) / whole
        values[:, :, bisect_left(ends, end)] += new.values[:, :, at] * part
        began = end + timedelta(days=1)
    return new.donors, values, new.findings


def _asked(
    view: View, scope: Scope, drawn: Sequence[str], stands: Pipeline | None
) -> tuple[str, ...]:
    known = {*drawn, *(c.donor for c in (stands.cells if stands else ()))}
    if scope.donors:
        known &= parties.resolve(view, scope.donors, scope.until or view.as_of, where="--donor")
    return tuple(sorted(known))


def _parts(record: Waits | None, donors: Sequence[str]) -> dict[str, dict[str, float]]:
    """Which part of a donor's promises was of which kind."""
    sums: dict[str, dict[str, float]] = {d: {} for d in donors}
    if record is not None:
        for donor, kind, amount in zip(record.donor, record.kind, record.amounts, strict=True):
            if donor in sums:
                sums[donor][kind] = sums[donor].get(kind, 0.0) + float(amount)
    return {
        donor: {k: v / sum(own.values()) for k, v in own.items()} if own else {"unspecified": 1.0}
        for donor, own in sums.items()
    }


def _put_standing(out: Ahead, stands: Pipeline) -> None:
    for at, cell in enumerate(stands.cells):
        if cell.donor in out.donors:
            place = out.donors.index(cell.donor), out.kinds.index(cell.kind)
            out.standing[place] += stands.standing[at]
            out.pipeline[:, place[0], place[1]] += stands.values[:, at]
            out.withdrawn[:, place[0], place[1]] += stands.withdrawn[:, at]


def _put_all(
    out: Ahead, every: Mapping[str, Floats], parts: Mapping[str, Mapping[str, float]]
) -> None:
    """Cut what stands to what arrives in all; the rest of that is new, of the donor's kinds."""
    for at, donor in enumerate(out.donors):
        if donor not in every:
            continue  # nothing of it ever arrived: what stands is all there is to go by
        total = np.maximum.accumulate(np.maximum(np.cumsum(every[donor], axis=1), 0.0), axis=1)
        moved = np.cumsum(out.pipeline[:, at].sum(axis=1), axis=1)
        comes = np.minimum(total, moved)
        kept = np.diff(comes, axis=1, prepend=0.0)
        by_kind = np.cumsum(out.pipeline[:, at], axis=2)
        share = np.divide(
            by_kind, moved[:, None], out=np.zeros_like(by_kind), where=moved[:, None] > 0
        )
        out.pipeline[:, at] = share * kept[:, None]
        rest = np.diff(total - comes, axis=1, prepend=0.0)
        for kind, part in parts[donor].items():
            out.new[:, at, out.kinds.index(kind)] = part * rest
