"""What would be missing if one limit, or several, were lifted, and all else stayed as it is.

A run of short days is solved again by itself: what this need gets on other days, and what all
others get, stays; what is missing in the run is made as small as can be. Then limits are lifted.
"""

from dataclasses import dataclass
from typing import Literal, TypeVar

import msgspec
import numpy as np

from resupply.network.model import Capacity, Leg, Network, Supply, Window
from resupply.plan.again import solver_for
from resupply.plan.build import build
from resupply.plan.lp import Lp
from resupply.plan.lp import build as program
from resupply.plan.plan import Plan
from resupply.plan.problem import Floats, Problem
from resupply.plan.shorter import made_at_once, there_at_once
from resupply.plan.shortfalls import Run, Short
from resupply.plan.solver import NoPlanError, Outcome, Solver

#: A limit that can be lifted, in the order in which they are.
Lift = Literal[
    "later_tier",
    "leg_closed",
    "leg_full",
    "room_full",
    "lead_time",
    "maker_full",
    "source_paused",
    "earlier_tier",
    "kept_for_later",
    "same_tier",
]
#: Lifts that change the program and not only its bounds.
_SHAPES = ("leg_closed", "lead_time", "maker_full", "source_paused")
_Cut = TypeVar("_Cut", Leg, Capacity, Supply)
#: How much more may stay unmet elsewhere than the plan says, for rounding.
_HAIRS = (1e-7, 1e-6, 1e-5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """A run solved with some limits lifted.

    Args:
        missing: What is still missing [units of need].
        outcome: Values and prices.
        lp: The program.
        problem: Its numbers.
    """

    missing: float
    outcome: Outcome
    lp: Lp
    problem: Problem


class Lifting:
    """A plan whose runs are solved again with limits lifted."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.solves = 0
        self._problems: dict[frozenset[str], Problem] = {}
        self._programs: dict[frozenset[str], Lp] = {}
        self._solvers: dict[frozenset[str], Solver] = {}

    def missing(self, run: Run, lifts: frozenset[Lift]) -> Lifted | None:
        """What is missing in a run with limits lifted; None if no plan keeps what others get."""
        shape = frozenset(lift for lift in lifts if lift in _SHAPES)
        problem, lp = self._program(shape)
        cost = np.zeros(lp.columns.count)
        for short in run.shorts:
            cost[lp.columns.unmet[short.need, explained(run, short)]] = 1.0
        for hair in _HAIRS:
            solver = self._solvers[shape] = solver_for(lp, self._solvers.get(shape))
            self._bound(solver, lp, run, lifts, hair)
            try:
                outcome = solver.minimise(cost, anew=True)
            except NoPlanError:
                del self._solvers[shape]
                continue
            self.solves += 1
            missing = max(outcome.objective, 0.0)
            return Lifted(missing=missing, outcome=outcome, lp=lp, problem=problem)
        return None

    def never_closed(self) -> Problem:
        """The plan's numbers if no leg were closed or cut."""
        return self._program(frozenset({"leg_closed"}))[0]

    def _program(self, shape: frozenset[str]) -> tuple[Problem, Lp]:
        if shape not in self._problems:
            self._problems[shape] = self._numbers(shape)
            self._programs[shape] = program(self._problems[shape])
        return self._problems[shape], self._programs[shape]

    def _numbers(self, shape: frozenset[str]) -> Problem:
        """A plan's numbers with what changes the program lifted."""
        network, problem = self.plan.network, self.plan.problem
        if shape & {"leg_closed", "source_paused"}:
            if "leg_closed" in shape:
                network = legs_never_closed(network)
            if "source_paused" in shape:
                network = sources_never_paused(network)
            problem = build(network, self.plan.calendar, self.plan.asked.level)
        if "lead_time" in shape:
            problem = there_at_once(problem)
        if "maker_full" in shape:
            problem = made_at_once(problem)
        return problem

    def _bound(self, solver: Solver, lp: Lp, run: Run, lifts: frozenset[Lift], hair: float) -> None:
        columns = lp.columns.unmet
        solver.bound_columns(
            columns.ravel(), np.zeros(columns.size), self._most_unmet(run, lifts, hair).ravel()
        )
        if "leg_full" in lifts:
            solver.bound_rows(lp.rows("capacity").ravel(), -np.inf, np.inf)
        if "room_full" in lifts:
            solver.bound_rows(lp.rows("storage").ravel(), -np.inf, np.inf)
        if "maker_full" in lifts:
            made = lp.columns.made.ravel()
            solver.bound_columns(made, np.zeros(len(made)), np.full(len(made), np.inf))

    def _most_unmet(self, run: Run, lifts: frozenset[Lift], hair: float) -> Floats:
        """How much of each need may stay unmet: as in the plan, or whatever is lifted."""
        needs, unmet = self.plan.problem.needs, self.plan.flows.unmet
        free = np.where(needs.backlog[:, None], np.inf, needs.amount)
        most = np.minimum(unmet + hair * np.maximum(needs.amount, 1.0), free)
        own = needs.tier[run.needs[0]]
        others = ~np.isin(np.arange(len(needs.tier)), run.needs)
        for lift, freed in (
            ("later_tier", needs.tier > own),
            ("same_tier", (needs.tier == own) & others),
            ("earlier_tier", needs.tier < own),
        ):
            if lift in lifts:
                most[freed] = free[freed]
        for short in run.shorts:
            after = explained(run, short)[-1] + 1
            mine = [period for period in short.periods if period < after]
            most[short.need, mine] = free[short.need, mine]
            if "kept_for_later" in lifts:
                most[short.need, after:] = free[short.need, after:]
        return most


def explained(run: Run, short: Short) -> list[int]:
    """The periods whose unmet need is explained: all, or of a backlog the worst."""
    return [short.worst] if run.backlog else list(short.periods)


def legs_never_closed(network: Network) -> Network:
    """A network whose legs and capacities are never closed or cut."""
    legs = [_uncut(leg) for leg in network.legs]
    return msgspec.structs.replace(
        network, legs=legs, capacities=[_uncut(each) for each in network.capacities]
    )


def sources_never_paused(network: Network) -> Network:
    """A network whose supplies are never paused or cut."""
    return msgspec.structs.replace(network, supplies=[_uncut(each) for each in network.supplies])


def _uncut(row: _Cut) -> _Cut:
    return msgspec.structs.replace(row, windows=tuple(w for w in row.windows if not cuts(w)))


def cuts(window: Window) -> bool:
    """Whether a window leaves less than all."""
    return window.factor < 1.0
