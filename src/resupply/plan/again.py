"""Unmet need, again and again with other numbers: what every "what if it were more" rests on.

The same program is kept with the solver and only its bounds are changed. Each answer carries its
own bound (see `solver`); where the numbers change the program's shape, it is made anew.
"""

from dataclasses import dataclass

import numpy as np

from resupply.plan.lexicographic import day_weights
from resupply.plan.lp import Lp, build
from resupply.plan.problem import Floats, Problem
from resupply.plan.solver import Outcome, Solver

#: Above this many possible variables a plan is not solved again and again.
LARGEST = 150_000


def too_large(problem: Problem) -> bool:
    """Whether solving a problem again a hundred times would take hours."""
    return problem.variables_most > LARGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The least unmet need of a problem, tier by tier.

    Args:
        days: By tier, earlier tiers first [days of need].
        short: What is never served of each need [units of need], shape (N,); of several plans
            with the same `days`, the one found.
        outcomes: By tier: prices of the rows and variables, per `scales` of its objective.
        scales: By tier: what one unit of its objective is [days of need].
        lp: The program.
    """

    days: dict[int, float]
    short: Floats
    outcomes: dict[int, Outcome]
    scales: dict[int, float]
    lp: Lp

    @property
    def value(self) -> tuple[float, ...]:
        """Unmet days of need, first tier first."""
        return tuple(self.days[tier] for tier in sorted(self.days))


class Again:
    """One problem, measured again and again with other numbers.

    Args:
        problem: The numbers that days of need are counted by.

    Example:
        >>> from resupply.plan.examples import two_places
        >>> Again(two_places(days=4)).measure(two_places(days=4)).days
        {1: 2.0}
    """

    def __init__(self, problem: Problem) -> None:
        self.weights = day_weights(problem.needs, problem.calendar.days)
        self.solves = 0
        #: The largest gap of any answer so far.
        self.gap = 0.0
        self._solver: Solver | None = None

    def measure(self, problem: Problem) -> Measured:
        """The least unmet need, tier by tier.

        Raises:
            NoPlanError: No plan keeps the room of the places.
        """
        lp = build(problem, fair=True)
        solver = self._solver = solver_for(lp, self._solver)
        days: dict[int, float] = {}
        outcomes: dict[int, Outcome] = {}
        scales: dict[int, float] = {}
        for tier in sorted(set(problem.needs.tier.tolist())):
            cost = np.zeros(lp.columns.count)
            cost[lp.columns.short] = np.where(problem.needs.tier == tier, self.weights, 0.0)
            scale = float(cost.max()) or 1.0
            # Bounds have changed before the first tier only; later ones go on from it.
            outcome = solver.minimise(cost / scale, anew=not outcomes)
            solver.keep(outcome, cost / scale)
            self.solves += 1
            days[tier], scales[tier] = max(outcome.objective, 0.0) * scale, scale
            outcomes[tier] = outcome
        self.gap = max(self.gap, *(o.gap for o in outcomes.values()))
        return Measured(
            days=days,
            short=outcome.values[lp.columns.short],
            outcomes=outcomes,
            scales=scales,
            lp=lp,
        )


def solver_for(lp: Lp, solver: Solver | None) -> Solver:
    """The solver as it is, with this program's bounds, if only those differ; else a new one."""
    if solver is None or not same_shape(solver.lp, lp):
        return Solver(lp)
    rows = np.arange(lp.shape[0], dtype=np.int32)
    columns = np.arange(lp.shape[1], dtype=np.int32)
    solver.most = lp.most
    solver.bound_rows(rows, lp.row_lower, lp.row_upper)
    solver.bound_columns(columns, lp.lower, lp.upper)
    return solver


def same_shape(one: Lp, other: Lp) -> bool:
    """Whether two programs differ in their bounds only."""
    return (
        one.shape == other.shape
        and np.array_equal(one.start, other.start)
        and np.array_equal(one.index, other.index)
        and np.array_equal(one.value, other.value)
    )
