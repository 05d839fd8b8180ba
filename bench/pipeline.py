"""How honest the ranges of what stands promised are: the shipped tracker, looked at as it grew.

From the end of each month what stood committed is moved by the delays known then, and compared
with what of it had been allocated one, three and six months later (matched first in, first out).
"""

import time
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import resupply
from resupply.case import Case
from resupply.core.dates import add_months, days_between
from resupply.forecast import pipeline, waits
from resupply.forecast.waits import MOVED, Waits

HORIZONS = (1, 3, 6)
LEVELS = (0.5, 0.8, 0.95)
#: Donors of whom less stands are not counted [EUR].
LEAST = 1e7
FIRST, LAST = date(2022, 7, 1), date(2024, 1, 31)


class Hits(NamedTuple):
    """Whether what came lay within the bands, one row a donor and one a month for the total."""

    donors: list[NDArray[np.bool_]]
    total: list[NDArray[np.bool_]]


def main() -> None:
    """Print the coverage of the bands, and how long it took."""
    began = time.perf_counter()
    case = resupply.open("ukraine-2024")
    ends, first = [], FIRST
    while first - timedelta(days=1) <= LAST:
        ends.append(first - timedelta(days=1))
        first = add_months(first, 1)
    records = {day: record(case, day) for day in ends}
    for months in HORIZONS:
        hits = Hits([], [])
        for at, day in enumerate(ends[:-months]):
            judge(records, day, ends[at + months], hits)
        donors, total = (np.concatenate(part).mean(axis=0) for part in hits)
        told = ", ".join(
            f"{level:.0%}: {one:.0%} / {all_:.0%}"
            for level, one, all_ in zip(LEVELS, donors, total, strict=True)
        )
        count = sum(len(h) for h in hits.donors)
        print(f"{months} months, {count} donor-months, {len(hits.total)} totals: {told}")
    print(f"{time.perf_counter() - began:.1f} s")


def record(case: Case, day: date) -> Waits:
    """What was known of commitments on a day."""
    view, scope = case.view(day), case.scope(as_of=day)
    return waits.read(view, scope, waits.ways(view, scope)[0], day)


def judge(records: dict[date, Waits], day: date, later: date, hits: Hits) -> None:
    """Compare bands of one day with what came by a later one."""
    known = records[day]
    span = np.array([float(days_between(day, later))])
    drawn = pipeline.draw(known, pipeline.rates(known, seed=1), span, draws=1000, seed=1)
    before, after = moved(known), moved(records[later])
    donors = sorted({c.donor for c in drawn.cells})
    came, stood = np.zeros(len(donors)), np.zeros(len(donors))
    for cell, amount in zip(drawn.cells, drawn.standing, strict=True):
        key = (cell.donor, cell.kind)
        grew = max(after.get(key, 0.0) - before.get(key, 0.0), 0.0)
        came[donors.index(cell.donor)] += min(amount, grew)
        stood[donors.index(cell.donor)] += amount
    values = drawn.along(donors, "donor")[:, :, 0]
    large = stood > LEAST
    hits.donors.append(within(values[:, large], came[large]))
    hits.total.append(within(values.sum(axis=1, keepdims=True), came.sum(keepdims=True)))


def moved(known: Waits) -> dict[tuple[str, str], float]:
    """What moved so far, by donor and kind."""
    out: dict[tuple[str, str], float] = {}
    came = known.outcomes == MOVED
    for donor, kind, amount in zip(
        known.donor[came], known.kind[came], known.amounts[came], strict=True
    ):
        out[donor, kind] = out.get((donor, kind), 0.0) + float(amount)
    return out


def within(values: NDArray[np.float64], came: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each amount lay within each band, shape (amounts, levels)."""
    hits = []
    for level in LEVELS:
        low, high = np.quantile(values, (0.5 - level / 2, 0.5 + level / 2), axis=0)
        hits.append((came >= low - 1) & (came <= high + 1))
    return np.stack(hits, axis=1)
