"""Restarted, anchored primal-dual steps on what is sent and what goods cost, with a proof.

    minimise over x, maximise over prices that fall in time    c x + price (A x - given)

Every so often prices give a bound and what is sent gives a plan; the best of each are kept.
`docs/explanation/large-plans.md` has the method in symbols.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from resupply.core.progress import Progress, silent
from resupply.plan.large.certificate import LEAST_COST, Certificate
from resupply.plan.large.crew import THREADS, Crew, cut
from resupply.plan.large.flows import Prices, prices_of, to_flows, to_lanes, value_of
from resupply.plan.large.grid import Grid, Layout, lay_out, set_steps
from resupply.plan.large.kernels import reprice, send
from resupply.plan.lp import where_goods_can_be
from resupply.plan.problem import Floats, Flows, Ints, Problem, Proof, Weights

_CHECK_EVERY = 20  # steps
_STEPS_MAX = 200_000
# A round ends when its steps have shrunk to these parts, or when it is this part of all steps.
_ENOUGH, _SOME, _LONG = 0.2, 0.8, 0.2
# The first look at plan and bound, and how many times more steps there may be before the next.
_FIRST_LOOK, _SOON, _LATE = 200, 1.1, 2.0
# The gap falls about as the steps to the power of -1 / this.
_PACE = 0.4
# Where what is short costs so many times more than what is sent too dearly, prices move no less.
_SHORT_RATIO = 10.0
# Prices and shipments never step further apart than this: one of them may stand still.
_BALANCE_MAX = 1e5
# What every lane and price counts as at least: parts of the mean, and of what is usual.
_LEAST_FLOW, _LEAST_PRICE, _LEAST = 0.5, 1.0, 1e-3
_TINY = 1e-12
_METHOD = "large: primal-dual steps, walked and mended"


@dataclass(slots=True)
class _Point:
    """Where the method stands.

    Args:
        now, anchor: What is sent: reflected point of the last step, and where the round began.
        kept: The point after the last step that was checked.
        price, price_anchor, price_kept: The same of prices; `price` is the point itself.
        limit_price: Of limits, where their search begins.
        change, price_change: Squared length of the last step, by lane and by node.
    """

    now: Floats
    anchor: Floats
    kept: Floats
    price: Floats
    price_anchor: Floats
    price_kept: Floats
    limit_price: Floats
    change: Floats
    price_change: Floats

    @staticmethod
    def at(lanes: Floats, prices: Floats, limits: int) -> "_Point":
        """A point to begin from."""
        return _Point(
            now=lanes.copy(),
            anchor=lanes.copy(),
            kept=lanes.copy(),
            price=prices.copy(),
            price_anchor=prices.copy(),
            price_kept=prices.copy(),
            limit_price=np.zeros((limits, lanes.shape[1])),
            change=np.zeros(len(lanes)),
            price_change=np.zeros(len(prices)),
        )


@dataclass(slots=True)
class _Method:
    """The steps of one solve."""

    grid: Grid
    layout: Layout
    crew: Crew
    point: _Point
    balance: float = 1.0
    steps: int = 0
    in_round: int = 0
    rounds: int = 0
    first: float = 0.0
    last: float = np.inf
    is_due: bool = False
    _cuts: tuple[Ints, Ints] = field(init=False)
    _scratch: tuple[Floats, Floats] = field(init=False)
    _none: Floats = field(init=False)

    def __post_init__(self) -> None:
        grid, periods = self.grid, self.point.price.shape[1]
        sizes = np.diff(grid.bundle_ptr)
        lanes = np.diff(grid.out_ptr) + np.diff(grid.in_ptr) + 3.0
        threads = self.crew.threads
        self._cuts = cut(sizes + 0.0, threads), cut(lanes, threads)
        self._scratch = (
            np.zeros((threads, 2 + int(sizes.max(initial=0)), periods)),
            np.zeros((threads, 3, periods)),
        )
        self._none = np.zeros((0, periods))

    def advance(self) -> None:
        """Steps until the next check; at the check, a new round if it is time for one."""
        for n in range(_CHECK_EVERY):
            self._step(keep=n == _CHECK_EVERY - 1)
            if self.in_round == 1:
                self.first = self._length()
        length = self._length()
        shrunk = length <= _ENOUGH * self.first
        turning = length <= _SOME * self.first and length > self.last
        self.is_due = shrunk or turning or self.in_round >= _LONG * self.steps
        self.last = length

    def _step(self, *, keep: bool) -> None:
        point, grid = self.point, self.grid
        before = 1.0 if self.in_round == 0 else self.in_round / (self.in_round + 1.0)
        mix = (self.in_round + 1.0) / (self.in_round + 2.0)
        self.crew.run(
            send,
            self._cuts[0],
            self._scratch[0],
            grid,
            1.0 / self.balance,
            before,
            point.now,
            point.anchor,
            point.price,
            point.limit_price,
            point.kept if keep else self._none,
            point.change,
        )
        self.crew.run(
            reprice,
            self._cuts[1],
            self._scratch[1],
            grid,
            self.balance,
            mix,
            point.now,
            point.price,
            point.price_anchor,
            point.price_kept if keep else self._none,
            point.price_change,
        )
        self.steps += 1
        self.in_round += 1

    def _length(self) -> float:
        """Of the last step, in the measure the steps are made in."""
        sent = float((self.point.change / self.grid.step).sum())
        priced = float((self.point.price_change / self.grid.node_step).sum())
        return float(np.sqrt(sent * self.balance + priced / self.balance))

    def new_round(self, short_ratio: float) -> None:
        """Begins again at the last checked point, with steps that suit it.

        Args:
            short_ratio: How many times more what is short costs than what is sent too dearly.
        """
        point, grid = self.point, self.grid
        self._suit_steps()
        sent = _distance(point.kept, point.anchor, grid.step)
        priced = _distance(point.price_kept, point.price_anchor, grid.node_step)
        if sent > 0 and priced > 0:
            self._rebalance(priced / sent, short_ratio)
        for here, kept in (
            (point.now, point.kept),
            (point.anchor, point.kept),
            (point.price, point.price_kept),
            (point.price_anchor, point.price_kept),
        ):
            here[:] = kept
        self.rounds += 1
        self.in_round, self.last = 0, np.inf

    def _suit_steps(self) -> None:
        """Steps as long as lanes carry much and goods are dear, so far."""
        usual = self.point.kept.mean(axis=1)
        price = np.abs(self.point.price_kept).mean(axis=1)
        usual += _LEAST_FLOW * usual.mean() + _LEAST
        price += _LEAST_PRICE * price.mean() + _LEAST
        set_steps(self.grid, self.layout, usual, price)

    def _rebalance(self, ratio: float, short_ratio: float) -> None:
        """Prices step as far, against what is sent, as both have moved in the round."""
        least = self.balance if short_ratio > _SHORT_RATIO else 0.0
        weight = 1.0 if self.rounds == 1 else 0.5
        balance = ratio**weight * self.balance ** (1.0 - weight)
        self.balance = min(max(balance, least, 1.0 / _BALANCE_MAX), _BALANCE_MAX)


def _distance(there: Floats, here: Floats, step: Floats) -> float:
    squares = np.einsum("mt,mt->m", there - here, there - here)
    return float(np.sqrt((squares / step).sum()))


def solve(
    problem: Problem,
    weights: Weights,
    *,
    gap: float = 1e-4,
    seconds: float | None = None,
    progress: Progress = silent,
    stop: Callable[[], bool] | None = None,
    start: Flows | None = None,
    threads: int = THREADS,
) -> tuple[Flows, Proof, Prices]:
    """A plan whose cost is proven to be within a part of the least there is.

    Args:
        problem: The numbers; `scope.supports` has nothing against them.
        weights: Prices of unmet need, sending and holding.
        gap: Enough, as a part of the plan's cost.
        seconds: Longest time, to which making the last plan is added; None = no limit.
        progress: Told of the steps.
        stop: Asked between steps; the best plan so far is given.
        start: A plan to begin from, kept if it stays the best.
        threads: How many; the numbers do not depend on it.

    Returns:
        The plan, its proof, and what more of each capacity and of goods would be worth.

    Example:
        >>> from resupply.plan.examples import two_places
        >>> from resupply.plan.weights import weighted
        >>> problem = two_places()
        >>> flows, proof, prices = solve(problem, weighted(problem), gap=1e-6)
        >>> flows.unmet.round(3).tolist(), proof.gap <= 1e-6
        ([[30.0, 10.0, 10.0, 10.0]], True)
    """
    begun = time.perf_counter()
    if not _anything_goes(problem):
        return _idle(problem, weights, begun)
    grid, layout = lay_out(problem, weights)
    with Crew(min(threads, THREADS)) as crew:
        best = Certificate(problem, weights, grid, layout, crew)
        lanes = np.zeros((len(grid.cost), grid.given.shape[1]))
        if start is not None:
            lanes = to_lanes(layout, start)
            best.keep_plan(lanes, value_of(weights, start) / layout.money)
        point = _Point.at(lanes, np.zeros_like(grid.given), len(grid.cap))
        set_steps(grid, layout, np.ones(len(lanes)), np.ones(len(grid.given)))
        method = _Method(grid=grid, layout=layout, crew=crew, point=point)
        until = None if seconds is None else begun + seconds
        stopped = _run(method, best, gap, until, progress, stop)
    flows = to_flows(problem, layout, best.plan)
    return (
        flows,
        _proof(problem, weights, flows, best.bound * layout.money, method.steps, stopped, begun),
        prices_of(problem, layout, best.limit_price, best.price),
    )


def _run(
    method: _Method,
    best: Certificate,
    gap: float,
    until: float | None,
    progress: Progress,
    stop: Callable[[], bool] | None,
) -> bool:
    """Steps until the gap is small enough; whether it was stopped before."""
    next_look = float(_FIRST_LOOK)
    while True:
        method.advance()
        stopped = (stop is not None and stop()) or method.steps >= _STEPS_MAX
        stopped |= until is not None and time.perf_counter() > until
        if stopped or method.steps >= next_look:
            best.look(method.point.kept, method.point.price_kept, is_last=stopped)
            progress(method.steps, None, f"steps; the plan is within {best.gap:.2%} of the best")
            if stopped or best.gap <= gap:
                return stopped and best.gap > gap
            ahead = (best.gap / max(gap, _TINY)) ** _PACE
            next_look = method.steps * min(max(ahead, _SOON), _LATE)
        if method.is_due:
            method.new_round(best.short_ratio)


def _anything_goes(problem: Problem) -> bool:
    """Whether anything needed can be had; otherwise there is nothing to send or to use."""
    needs = problem.needs
    served = where_goods_can_be(problem)[needs.place] & (needs.rates[needs.group] > 0)
    return bool(served.any())


def _idle(problem: Problem, weights: Weights, begun: float) -> tuple[Flows, Proof, Prices]:
    """The plan that sends nothing, where nothing that is needed can be had."""
    flows = to_flows(problem, None, np.zeros((0, problem.calendar.count)))
    value = value_of(weights, flows)
    prices = Prices(
        capacity=np.zeros_like(problem.shared.amount), stock=np.zeros_like(problem.arrivals)
    )
    return flows, _proof(problem, weights, flows, value, 0, False, begun), prices


def _proof(
    problem: Problem,
    weights: Weights,
    flows: Flows,
    bound: float,
    steps: int,
    stopped: bool,
    begun: float,
) -> Proof:
    objective = value_of(weights, flows)
    least = LEAST_COST * float((weights.unmet * problem.needs.amount).sum())
    gap = max(objective - bound, 0.0) / max(abs(objective), least, 1e-9)
    return Proof(
        status="stopped" if stopped else "optimal" if gap <= 1e-6 else "feasible",
        objective=objective,
        bound=bound,
        gap=gap,
        method=_METHOD,
        seconds=time.perf_counter() - begun,
        iterations=steps,
    )
