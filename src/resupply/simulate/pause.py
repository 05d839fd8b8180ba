"""Cost of a pause: what goes unmet because a source, route or maker stops for a while.

The cost is the least extra unmet need there is: everything else is planned anew, with the pause
known from its first day. A pause nobody sees coming costs at least as much. What would have come
during the pause does not come later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from resupply.core.dates import days_between
from resupply.core.errors import QuestionError
from resupply.core.progress import Progress, silent
from resupply.network.model import Level, Network
from resupply.plan import lexicographic
from resupply.plan.calendar import days_within, first_day, per_period
from resupply.plan.lexicographic import day_weights
from resupply.plan.lp import build
from resupply.plan.problem import Calendar, Floats, Flows, Problem
from resupply.plan.room import no_room
from resupply.plan.solver import NoPlanError, Solver
from resupply.simulate.failures import Failure, bounds, lost, without

#: Extra unmet need below this is none [days of need].
_NONE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One pause and what it costs.

    Args:
        start_on: Its first day.
        days: Its length.
        cost_days: Extra unmet need [days of all that is needed of its group], all tiers that
            were asked about.
        cost_units: The same by need [units of need], shape (N,): of one best plan.
        day_more: What one more day costs at this length [days of need]; None = not asked.
        day_more_units: The same by need [units of need].
    """

    start_on: date
    days: int
    cost_days: float
    cost_units: tuple[float, ...]
    day_more: float | None = None
    day_more_units: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """When a pause is felt.

    Args:
        first_on: First day on which more is missing than without it; None = within the plan
            never.
        unmet: Need unmet with it, shape (N, T).
        unmet_base: Without it.
    """

    first_on: date | None
    unmet: Floats
    unmet_base: Floats


class Pausing:
    """One network, asked what pauses cost.

    Args:
        network: What there is.
        problem: Its numbers.
        level: At which they were taken.
        tier: Needs of this tier and earlier ones are counted.
    """

    def __init__(self, network: Network, problem: Problem, *, level: Level, tier: int) -> None:
        self._network, self._problem, self._level = network, problem, level
        self._lp = build(problem, fair=True)
        self._solver = Solver(self._lp)
        self._tiers = [t for t in sorted(set(problem.needs.tier.tolist())) if t <= tier]
        self._weights = day_weights(problem.needs, problem.calendar.days)
        try:
            self.base_days, self.base_units = self._least()
        except NoPlanError:
            raise no_room(network, problem) from None

    def cost(self, failure: Failure, start_on: date, days: int) -> Point:
        """What a pause of so many days costs.

        Raises:
            QuestionError: It does not lie within the plan.
            NetworkError: Goods that come all the same find no room.
        """
        calendar = self._problem.calendar
        during = pause(calendar, start_on, days)
        loss = lost(failure, self._network, self._problem, self._level, during)
        upper, row_lower, row_upper = bounds(self._lp, self._problem, loss)
        self._reset(upper, row_lower, row_upper)
        try:
            total, units = self._least()
        except NoPlanError:
            raise no_room(self._network, without(self._problem, loss)) from None
        return Point(
            start_on=start_on,
            days=days,
            cost_days=max(total - self.base_days, 0.0),
            cost_units=tuple((units - self.base_units).tolist()),
        )

    def fits(self, start_on: date, days: int) -> bool:
        """Whether a pause ends within the plan, so that its cost can be seen."""
        calendar = self._problem.calendar
        return days_between(calendar.start_on, start_on) + days <= calendar.days

    def _reset(self, upper: Floats, row_lower: Floats, row_upper: Floats) -> None:
        rows, columns = self._lp.shape
        every = np.arange(columns, dtype=np.int32)
        self._solver.bound_columns(every, self._lp.lower, upper)
        self._solver.bound_rows(np.arange(rows, dtype=np.int32), row_lower, row_upper)

    def _least(self) -> tuple[float, Floats]:
        """The least unmet need, earlier tiers first: days of need, and units by need."""
        total, needs, short = 0.0, self._problem.needs, self._lp.columns.short
        for tier in self._tiers:
            cost = np.zeros(self._lp.columns.count)
            cost[short] = np.where(needs.tier == tier, self._weights, 0.0)
            scale = float(cost.max()) or 1.0
            outcome = self._solver.minimise(cost / scale)
            self._solver.keep(outcome, cost / scale)
            total += max(outcome.objective, 0.0) * scale
        return total, outcome.values[short]

    def felt(self, failure: Failure, start_on: date, days: int) -> Felt:
        """When it is felt, if everything is done to feel it as late as can be."""
        during = pause(self._problem.calendar, start_on, days)
        loss = lost(failure, self._network, self._problem, self._level, during)
        with_it = lexicographic.solve(without(self._problem, loss), fair=False).flows
        base = lexicographic.solve(self._problem, fair=False).flows
        return Felt(
            first_on=self._first_felt(with_it, base), unmet=with_it.unmet, unmet_base=base.unmet
        )

    def _first_felt(self, with_it: Flows, base: Flows) -> date | None:
        asked = np.isin(self._problem.needs.tier, self._tiers)
        more = (with_it.unmet - base.unmet) * np.where(asked, self._weights, 0.0)[:, None]
        felt = np.flatnonzero(more.sum(axis=0).cumsum() > _NONE)
        return first_day(self._problem.calendar, int(felt[0])) if len(felt) else None


def pause(calendar: Calendar, start_on: date, days: int) -> Floats:
    """Part of each period in which a pause lasts, shape (T,).

    Raises:
        QuestionError: No days, or it does not lie within the plan.

    Example:
        >>> from resupply.plan.calendar import calendar
        >>> pause(calendar(date(2024, 3, 1), 21, "week"), date(2024, 3, 8), 10).tolist()
        [0.0, 1.0, 0.428...]
    """
    if days < 1:
        raise QuestionError(
            where=f"--days {days}",
            what="a pause lasts a day or more.",
            todo="ask for a number of days above 0.",
        )
    last = calendar.start_on + timedelta(days=calendar.days - 1)
    if not calendar.start_on <= start_on <= last:
        raise QuestionError(
            where=f"--from {start_on}",
            what=f"the plan covers {calendar.start_on} to {last}.",
            todo="let the pause begin on one of these days, or plan more days with --horizon.",
        )
    inside = days_within(calendar, start_on, start_on + timedelta(days=days - 1))
    part: Floats = per_period(calendar, inside) / calendar.length_days
    return part


def curve(
    asked: Pausing,
    failure: Failure,
    *,
    starts: Sequence[date],
    lengths: Sequence[int],
    progress: Progress = silent,
) -> list[Point]:
    """Cost against length, for each start; with what one more day costs at each length.

    Args:
        asked: The network.
        failure: What pauses.
        starts: First days.
        lengths: Lengths [day], ascending.
        progress: Told of each pause.
    """
    wanted = [(s, n) for s in starts for n in sorted({*lengths, *(n + 1 for n in lengths)})]
    made: dict[tuple[date, int], Point] = {}
    for done, (start, days) in enumerate(wanted):
        progress(done, len(wanted), "pauses")
        if asked.fits(start, days):
            made[start, days] = asked.cost(failure, start, days)
    progress(len(wanted), len(wanted), "pauses")
    return [p for s in starts for n in sorted(set(lengths)) for p in _point(made, s, n)]


def _point(made: dict[tuple[date, int], Point], start: date, days: int) -> Iterator[Point]:
    point, more = made.get((start, days)), made.get((start, days + 1))
    if point is None:
        return
    if more is None:
        yield point
        return
    yield replace(
        point,
        day_more=max(more.cost_days - point.cost_days, 0.0),
        day_more_units=tuple(
            later - now for now, later in zip(point.cost_units, more.cost_units, strict=True)
        ),
    )
