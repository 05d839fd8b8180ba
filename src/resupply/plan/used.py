"""How much of what there is a plan uses: the evidence that a road or a maker does not bind."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from resupply.plan.calendar import first_day, last_day
from resupply.plan.levers import Handle
from resupply.plan.problem import Floats, Flows, Problem

#: From this part of it on, something counts as full.
_FULL = 1 - 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """How much of one thing a plan uses.

    Args:
        mean: Part of all there is over the plan; None = there is nothing to measure.
        most: Largest part in any period.
        full_days: Days in periods in which it is full.
        full_from_on, full_until_on: First and last of them; None = never full.
    """

    mean: float | None
    most: float | None
    full_days: int = 0
    full_from_on: date | None = None
    full_until_on: date | None = None


def used(problem: Problem, flows: Flows, handle: Handle) -> Used:
    """How much of a lever's thing a plan uses.

    A capacity, a maker and a room are measured period by period. Goods at a place (a stock or a
    supply) count as used when they have left it or served a need there by the end of the plan.
    """
    if handle.kind in ("stock", "supply"):
        return _goods(problem, flows, handle.at)
    taken, amount = _taken(problem, flows, handle)
    there = amount > 0
    if not there.any():
        return Used(mean=None, most=None)
    part = np.where(there, taken / np.where(there, amount, 1.0), 0.0)
    full = np.flatnonzero(there & (part >= _FULL))
    calendar = problem.calendar
    return Used(
        mean=min(float(taken[there].sum() / amount[there].sum()), 1.0),
        most=min(float(part.max()), 1.0),
        full_days=int(calendar.length_days[full].sum()),
        full_from_on=first_day(calendar, int(full[0])) if len(full) else None,
        full_until_on=last_day(calendar, int(full[-1])) if len(full) else None,
    )


def _taken(problem: Problem, flows: Flows, handle: Handle) -> tuple[Floats, Floats]:
    at = handle.at[0]
    if handle.kind == "recipe":
        return flows.made[at], problem.recipes.limit[at]
    limits, moved = (
        (problem.shared, flows.sent)
        if handle.kind == "capacity"
        else (problem.storage, flows.stock)
    )
    mine = limits.row == at
    taken = limits.weight[mine, None] * moved[limits.leg[mine], limits.item[mine]]
    return taken.sum(axis=0), limits.amount[at]


def _goods(problem: Problem, flows: Flows, at: tuple[int, ...]) -> Used:
    """Of goods at a place: what is not left there at the end."""
    came = float(problem.stock[at] + problem.arrivals[at].sum())
    into = problem.leg_to == at[0]
    came += _arrived(problem, flows.sent[into, at[1]], np.flatnonzero(into))
    if came <= 0:
        return Used(mean=None, most=None)
    left = min(max(float(flows.stock[at][-1]) / came, 0.0), 1.0)
    return Used(mean=1.0 - left, most=1.0 - left)


def _arrived(
    problem: Problem, sent: Floats, legs: "np.ndarray[tuple[int], np.dtype[np.intp]]"
) -> float:
    """What arrives within the plan of what was sent on some legs, shape (legs, T)."""
    so_far = np.concatenate([[0.0], np.cumsum(problem.arrive_share)])
    periods = problem.calendar.count
    rows = legs[:, None] * periods + np.arange(periods)
    part = so_far[problem.arrive_ptr[rows + 1]] - so_far[problem.arrive_ptr[rows]]
    return float((sent * part).sum())
