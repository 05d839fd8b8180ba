"""Time to survive: the longest time for which every need can be met in full after a failure.

    TTS(f) = max { T : every need of tier <= p is met in full up to T, with f lost }

As in Simchi-Levi, Schmidt and Wei (2014, Harvard Business Review 92(1)) and Simchi-Levi et al.
(2015, Interfaces 45(5)), on the time-expanded network of the plan. Whether a period can be
reached is one linear program; a plan that puts early need first nearly always names the answer,
and one more program proves it. docs/explanation/time-to-survive.md has the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from resupply.core.progress import Progress, silent
from resupply.network.model import Level, Network
from resupply.plan.lexicographic import day_weights
from resupply.plan.lp import build
from resupply.plan.problem import Floats, Problem
from resupply.plan.room import no_room
from resupply.plan.solver import NoPlanError, Outcome, Solver
from resupply.simulate.failures import Failure, Lost, bounds, lost

#: Unmet need below this counts as none [days of need].
NONE = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """How long needs survive a failure.

    Args:
        failure: What fails; None = nothing.
        days: Days for which all is met in full; the horizon where it is never short.
        ends: Whether a shortage comes within the horizon.
        period: Period of the first shortage; None = none.
        skipped: Whether it was known without solving, because nothing that is lost is needed.
        solves: Programs solved.
        fits: Whether goods that come all the same find room; if not, nothing is known.
    """

    failure: Failure | None
    days: int
    ends: bool
    period: int | None
    skipped: bool = False
    solves: int = 0
    fits: bool = True


class Surviving:
    """One network, asked how long it survives, failure after failure.

    Args:
        network: What there is.
        problem: Its numbers.
        level: At which they were taken.
        tier: Needs of this tier and earlier ones are asked about.

    Raises:
        NetworkError: With nothing lost, goods find no room.

    Example:
        >>> from resupply.plan.examples import two_places, two_places_network
        >>> asked = Surviving(two_places_network(), two_places(), level="central", tier=1)
        >>> asked.base.days, asked.base.ends
        (0, True)
    """

    def __init__(self, network: Network, problem: Problem, *, level: Level, tier: int) -> None:
        self._network, self._problem, self._level = network, problem, level
        self._lp = build(problem)
        self._solver = Solver(self._lp)
        needs = problem.needs
        weights = day_weights(needs, problem.calendar.days)
        asked = (needs.tier <= tier) & (weights > 0)
        self._weights = np.where(asked, weights, 0.0)
        self._used: Floats | None = None
        self._solves = 0
        try:
            self.base = self._survival(None)
        except NoPlanError:
            raise no_room(network, problem) from None

    def under(self, failure: Failure) -> Survival:
        """How long it survives this failure, if that lasts from the first day on."""
        loss = lost(failure, self._network, self._problem, self._level)
        if self._needs_nothing_of(loss):
            return Survival(
                failure=failure,
                days=self.base.days,
                ends=self.base.ends,
                period=self.base.period,
                skipped=True,
            )
        upper, row_lower, row_upper = bounds(self._lp, self._problem, loss)
        self._bound(upper, row_lower, row_upper)
        try:
            return self._survival(failure)
        except NoPlanError:
            return Survival(
                failure=failure,
                days=self.base.days,
                ends=self.base.ends,
                period=self.base.period,
                fits=False,
            )
        finally:
            self._bound(self._lp.upper, self._lp.row_lower, self._lp.row_upper)

    def _bound(self, upper: Floats, row_lower: Floats, row_upper: Floats) -> None:
        """Only what differs is told to the solver."""
        solver = self._solver
        columns = np.flatnonzero(solver.upper != upper).astype(np.int32)
        solver.bound_columns(columns, solver.lower[columns], upper[columns])
        changed = (solver.row_lower != row_lower) | (solver.row_upper != row_upper)
        rows = np.flatnonzero(changed).astype(np.int32)
        solver.bound_rows(rows, row_lower[rows], row_upper[rows])

    def _survival(self, failure: Failure | None) -> Survival:
        """The first period that cannot be met in full, and the proof that it cannot."""
        before = self._solves
        calendar = self._problem.calendar
        outcome = self._minimise(self._early())
        period = self._first_short(outcome)
        while period is not None:
            reached = self._minimise(self._until(period))
            if reached.objective > NONE:
                break
            # All of it can be met after all: look for the first shortage further on.
            period = self._first_short(reached, after=period)
        if failure is None:
            self._used = self._minimise_use(period)
        return Survival(
            failure=failure,
            days=calendar.days if period is None else int(calendar.starts_days[period]),
            ends=period is not None,
            period=period,
            solves=self._solves - before,
        )

    def _minimise(self, cost: Floats) -> Outcome:
        self._solves += 1
        return self._solver.minimise(cost)

    def _cost(self, by_period: Floats) -> Floats:
        cost = np.zeros(self._lp.columns.count)
        cost[self._lp.columns.unmet] = self._weights[:, None] * by_period[None, :]
        return cost

    def _early(self) -> Floats:
        """Unmet need costs the more the earlier it is."""
        return self._cost(1.0 - self._problem.calendar.starts_days / self._problem.calendar.days)

    def _until(self, period: int) -> Floats:
        return self._cost((np.arange(self._problem.calendar.count) <= period).astype(float))

    def _first_short(self, outcome: Outcome, after: int = -1) -> int | None:
        unmet = outcome.values[self._lp.columns.unmet] * self._weights[:, None]
        short = np.flatnonzero(unmet.sum(axis=0) > NONE)
        short = short[short > after]
        return int(short[0]) if len(short) else None

    def _minimise_use(self, period: int | None) -> Floats:
        """A plan that survives as long with as little sent and taken as can be.

        What it does not use cannot be missed: a failure of it changes nothing, exactly.
        """
        solver, columns = self._solver, self._lp.columns
        last = self._problem.calendar.count if period is None else period
        held = columns.unmet[self._weights > 0][:, :last].ravel()
        solver.bound_columns(held, np.zeros(len(held)), np.zeros(len(held)))
        cost = np.zeros(columns.count)
        cost[columns.sent[columns.sent >= 0]] = 1.0
        cost[columns.made.ravel()] = 1.0
        values = self._minimise(cost).values
        solver.bound_columns(held, self._lp.lower[held], self._lp.upper[held])
        return values

    def _needs_nothing_of(self, loss: Lost) -> bool:
        """Whether the sparing plan keeps all its rows without what is lost."""
        if self._used is None:
            return False
        columns = self._lp.columns
        sent = columns.sent[list(loss.legs)]
        made = columns.made[list(loss.recipes)].ravel()
        if self._used[sent[sent >= 0]].max(initial=0.0) > NONE:
            return False
        if self._used[made].max(initial=0.0) > NONE:
            return False
        # What does not come may not have been taken: the stock left must cover it to the end.
        gone = loss.arrivals.cumsum(axis=2) + loss.stock[:, :, None]
        stock = np.where(columns.stock >= 0, self._used[np.maximum(columns.stock, 0)], 0.0)
        spare = np.minimum.accumulate(stock[:, :, ::-1], axis=2)[:, :, ::-1]
        return bool((gone <= spare + NONE)[gone > 0].all())


def all_failures(
    asked: Surviving, failures: Sequence[Failure], progress: Progress = silent
) -> list[Survival]:
    """How long each failure is survived, shortest first.

    Args:
        asked: The network.
        failures: What fails, one at a time.
        progress: Told of each.
    """
    found = []
    for done, failure in enumerate(failures):
        progress(done, len(failures), "failures")
        found.append(asked.under(failure))
    progress(len(failures), len(failures), "failures")
    return sorted(found, key=lambda s: (s.days, not s.ends))
