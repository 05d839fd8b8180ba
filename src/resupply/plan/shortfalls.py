"""Where and when need stays unmet in a plan: the short days of each tier and group.

Needs of one tier that the same goods serve are told together, over all their short days, for
goods can serve any of them. Only days before the first goods exist, and days before the first can
be at the place, were every leg open, are told apart: in between only time is to blame.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from resupply.plan.problem import Flows, Ints, Problem
from resupply.plan.shorter import there_at_once

#: Less than this part of what is asked for is rounding.
_HAIR = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """Periods in which one need is short.

    Args:
        need: Its number.
        periods: Those that are short, in order.
        amount: What is missing in them; of a backlog what is owed at most [units of need].
        worst: The period in which most is missing or owed.
    """

    need: int
    periods: tuple[int, ...]
    amount: float
    worst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Short periods of needs of one tier and group, all lost or all backlogs.

    Args:
        shorts: Need by need.
        backlog: Whether what is missing is still asked for; then the worst period of each need
            is what is explained.
        too_early: Whether goods exist, and none of them can be there in any of these periods,
            even were no leg closed.
    """

    shorts: tuple[Short, ...]
    backlog: bool
    too_early: bool = False

    @property
    def needs(self) -> list[int]:
        """Whose."""
        return [short.need for short in self.shorts]

    @property
    def amount(self) -> float:
        """What is missing in all [units of need]."""
        return sum(short.amount for short in self.shorts)

    @property
    def first(self) -> int:
        """The first short period of any of them."""
        return min(short.periods[0] for short in self.shorts)

    @property
    def last(self) -> int:
        """The last short period of any of them."""
        return max(short.periods[-1] for short in self.shorts)

    @property
    def periods(self) -> list[int]:
        """All periods in which any of them is short."""
        return sorted({period for short in self.shorts for period in short.periods})


def runs(problem: Problem, flows: Flows, open_: Problem | None = None) -> list[Run]:
    """The short periods of each tier and group, those that come too early for any goods apart.

    Args:
        problem: A plan's numbers.
        flows: The plan.
        open_: The numbers if no leg were closed; None = none is.

    Example:
        >>> from resupply.plan.examples import two_places
        >>> from resupply.plan.lexicographic import solve
        >>> [(r.periods, r.amount) for r in runs(two_places(), solve(two_places()).flows)]
        [([0], 30.0), ([1, 2, 3], 30.0)]
    """
    open_, needs = open_ or problem, problem.needs
    there, exists = first_there(open_), first_there(there_at_once(open_))
    found: dict[tuple[int, int, bool, int], list[Short]] = defaultdict(list)
    for need in range(len(needs.tier)):
        backlog = bool(needs.backlog[need])
        short = _short(problem, flows, need)
        # A backlog is not cut: what is owed early may be met later.
        early = (first_served(problem, exists, need), first_served(problem, there, need))
        cuts = np.searchsorted(short, (0, 0) if backlog else early)
        for when, periods in enumerate(np.split(short, cuts)):
            if len(periods):
                key = int(needs.tier[need]), int(needs.group[need]), backlog, when
                found[key].append(_of(flows, need, periods, backlog=backlog))
    never = problem.calendar.count
    return [
        Run(
            shorts=tuple(shorts),
            backlog=backlog,
            too_early=when == 1
            and not backlog
            and all(first_served(problem, there, s.need) < never for s in shorts),
        )
        for (_, _, backlog, when), shorts in found.items()
    ]


def _short(problem: Problem, flows: Flows, need: int) -> Ints:
    least = _HAIR * max(float(problem.needs.amount[need].max(initial=0.0)), 1e-9)
    return np.flatnonzero(flows.unmet[need] > least).astype(np.int32)


def _of(flows: Flows, need: int, periods: Ints, *, backlog: bool) -> Short:
    unmet = flows.unmet[need, periods]
    return Short(
        need=need,
        periods=tuple(periods.tolist()),
        amount=float(unmet.max() if backlog else unmet.sum()),
        worst=int(periods[int(unmet.argmax())]),
    )


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
