"""Where and when need stays unmet in a plan: the short days of each need.

All short days of a need are one run, for goods can serve any of them. Only those before the first
goods exist, and those before the first can be there, were every leg open, are runs of their own:
in between only time is to blame.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from resupply.plan.problem import Flows, Ints, Problem
from resupply.plan.shorter import there_at_once

#: Less than this part of what is asked for is rounding.
_HAIR = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Periods in which one need is short.

    Args:
        need: Its number.
        periods: Those that are short, in order; for a backlog the one in which most waits is
            the one that is explained.
        amount: What is missing in them; of a backlog what waits at most [units of need].
        too_early: Whether goods exist, and none of them can be there in any of these periods,
            even were no leg closed.
    """

    need: int
    periods: tuple[int, ...]
    amount: float
    too_early: bool = False

    @property
    def first(self) -> int:
        """The first short period."""
        return self.periods[0]

    @property
    def last(self) -> int:
        """The last short period."""
        return self.periods[-1]


def runs(problem: Problem, flows: Flows, open_: Problem | None = None) -> list[Run]:
    """The short periods, need by need, cut where goods first exist and can first be there.

    Args:
        problem: A plan's numbers.
        flows: The plan.
        open_: The numbers if no leg were closed; None = none is.

    Example:
        >>> from resupply.plan.examples import two_places
        >>> from resupply.plan.lexicographic import solve
        >>> [(run.periods, run.amount) for run in runs(two_places(), solve(two_places()).flows)]
        [((0,), 30.0), ((1, 2, 3), 30.0)]
    """
    open_ = open_ or problem
    there, exists = first_there(open_), first_there(there_at_once(open_))
    return [
        _run(problem, flows, need, periods, early)
        for need in range(len(problem.needs.tier))
        for early in [_early(problem, exists, there, need)]
        for periods in _together(problem, flows, need, early)
    ]


def _early(problem: Problem, exists: Ints, there: Ints, need: int) -> tuple[int, int]:
    """When goods for a need first exist and can first be there; a backlog is not cut by it."""
    if problem.needs.backlog[need]:
        return 0, 0
    return first_served(problem, exists, need), first_served(problem, there, need)


def first_served(problem: Problem, there: Ints, need: int) -> int:
    """The first period in which anything that serves a need can be at its place."""
    needs = problem.needs
    serves = needs.rates[needs.group[need]] > 0
    return int(there[needs.place[need], serves].min(initial=problem.calendar.count))


def first_there(problem: Problem) -> Ints:
    """The first period in which each item can be at each place, shape (P, K).

    The number of periods = never.

    Example:
        >>> from resupply.plan.examples import two_places
        >>> first_there(two_places()).tolist()
        [[0], [1]]
    """
    periods = problem.calendar.count
    comes = np.concatenate([problem.arrivals > 0, np.ones((*problem.stock.shape, 1), bool)], axis=2)
    comes[:, :, 0] |= problem.stock > 0
    there: Ints = comes.argmax(axis=2).astype(np.int32)
    arrives = _first_arrivals(problem.arrive_ptr, problem.arrive_period, periods)
    made = _first_arrivals(problem.recipes.arrive_ptr, problem.recipes.arrive_period, periods)
    while True:
        before = there.copy()
        for leg, (one, other) in enumerate(zip(problem.leg_from, problem.leg_to, strict=True)):
            for item in range(there.shape[1]):
                leaves = _first_open(problem.open[leg, item], there[one, item])
                there[other, item] = min(there[other, item], arrives[leg][leaves])
        for at in range(len(problem.recipes.place)):
            _first_made(problem, there, made, at)
        if np.array_equal(before, there):
            return there


def _first_arrivals(ptr: Ints, period: Ints, periods: int) -> Ints:
    """When what leaves in each period first arrives, shape (rows, T + 1); never after never."""
    rows = (len(ptr) - 1) // periods
    firsts = np.full((rows, periods + 1), periods, dtype=np.int32)
    some = np.diff(ptr) > 0
    flat = np.full(rows * periods, periods, dtype=np.int32)
    flat[some] = period[ptr[:-1][some]]
    firsts[:, :-1] = flat.reshape(rows, periods)
    return firsts


def _first_open(open_: "np.ndarray[tuple[int], np.dtype[np.bool_]]", from_: int) -> int:
    later = np.flatnonzero(open_[from_:])
    return int(from_ + later[0]) if len(later) else len(open_)


def _first_made(problem: Problem, there: Ints, made: Ints, at: int) -> None:
    recipes = problem.recipes
    place, output = recipes.place[at], recipes.output[at]
    inputs = recipes.input_item[recipes.input_of == at]
    begun = _first_open(recipes.limit[at] > 0, int(there[place, inputs].max(initial=0)))
    there[place, output] = min(there[place, output], made[at][begun])


def _run(
    problem: Problem, flows: Flows, need: int, periods: Ints, early: tuple[int, int] = (0, 0)
) -> Run:
    unmet = flows.unmet[need, periods]
    backlog = bool(problem.needs.backlog[need])
    amount = float(unmet.max() if backlog else unmet.sum())
    return Run(
        need=need,
        periods=tuple(periods.tolist()),
        amount=amount,
        too_early=early[0] <= periods[0] and periods[-1] < early[1] < problem.calendar.count,
    )


def _together(problem: Problem, flows: Flows, need: int, early: tuple[int, int]) -> Iterator[Ints]:
    asked = problem.needs.amount[need]
    least = _HAIR * max(float(asked.max(initial=0.0)), 1e-9)
    short = np.flatnonzero(flows.unmet[need] > least)
    cuts = np.searchsorted(short, early)
    yield from (part.astype(np.int32) for part in np.split(short, cuts) if len(part))
