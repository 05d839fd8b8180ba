"""Needs first: unmet need tier by tier, then fairness, then lateness, then cost.

Each stage is solved to the end; what has a price in it is fixed, so that later stages choose only
among plans that are as good in all earlier ones.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from resupply.core.progress import Progress, silent
from resupply.plan.lp import Lp, build, taken
from resupply.plan.problem import Floats, Flows, Needs, Problem
from resupply.plan.solver import NoPlanError, Outcome, Solver, StoppedError

#: Rounds of fairness in one tier: each fixes at least one need.
_ROUNDS = 60
#: What the last leg of the table costs more than the first, where both cost the same.
_HAIR = 1e-3
#: A share served that is this near to 1 counts as all of it.
_ALL = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the order of what matters.

    Args:
        name: `unmet`, `fairness`, `lateness`, `cost`.
        tier: Whose; None = of all.
        objective: In `unit`, of the plan found.
        bound: No plan that is as good in the earlier stages has a smaller one.
        gap: Part of it that is not proven.
        unit: Of the objective.
        seconds: Wall time.
    """

    name: str
    tier: int | None
    objective: float
    bound: float
    gap: float
    unit: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A plan with its proofs.

    Args:
        flows: What is sent, kept, used, made.
        stages: In the order they were solved.
        stopped: Stage at which time was up; None = all were solved.
        capacity_price: By tier: what one more unit of a capacity in a period is worth
            [days of need], shape (R, T).
        goods_price: By tier: what one more unit of an item at a place is worth, shape (P, K, T).
        made_price: By tier: of a recipe's limit, shape (M, T).
    """

    flows: Flows
    stages: tuple[Stage, ...]
    stopped: str | None
    seconds: float
    capacity_price: dict[int, Floats] = field(default_factory=dict)
    goods_price: dict[int, Floats] = field(default_factory=dict)
    made_price: dict[int, Floats] = field(default_factory=dict)


def day_weights(needs: Needs, days: int) -> Floats:
    """What one unit of unmet need counts, shape (N,): a part of one day of its group's need.

    Units of one group count alike wherever they are missing; groups of other units are made
    comparable by the day: 1 is one day of all that the tier asks of that group.
    """
    weights = np.zeros(len(needs.tier))
    for tier, group in {(t, g) for t, g in zip(needs.tier, needs.group, strict=True)}:
        same = (needs.tier == tier) & (needs.group == group)
        asked = float(needs.amount[same].sum())
        weights[same] = days / asked if asked > 0 else 0.0
    return weights


def solve(
    problem: Problem,
    *,
    seconds: float | None = None,
    fair: bool = True,
    progress: Progress = silent,
) -> Solved:
    """The best plan in the order of what matters, with a proof of each step.

    Args:
        problem: The numbers.
        seconds: Longest time; a stage that is not finished by then is left out, and said.
        fair: Whether to even out the shares served.
        progress: Told of each stage.

    Raises:
        NoPlanError: No plan keeps the room of the places.
        StoppedError: Time was up before the first stage was done.
    """
    begun = time.perf_counter()
    lp = build(problem, fair=True)
    solver = Solver(lp, seconds=seconds)
    kept = _Kept(problem, lp)
    stopped = None
    steps = _stages(problem, lp, solver, kept, fair)
    total = 2 * len(set(problem.needs.tier.tolist())) + 2
    for done in range(10_000):
        progress(min(done, total), total, "planning")
        try:
            next(steps)
        except StopIteration:
            break
        except (StoppedError, NoPlanError):
            # A later stage that cannot be finished leaves what the earlier ones found.
            if not kept.stages:
                raise
            stopped = kept.next_name
            break
    return kept.solved(stopped, time.perf_counter() - begun)


class _Kept:
    """What the stages have found so far."""

    def __init__(self, problem: Problem, lp: Lp) -> None:
        self.problem, self.lp = problem, lp
        self.stages: list[Stage] = []
        self.values: Floats = np.zeros(lp.columns.count)
        self.prices: dict[int, Floats] = {}
        self.reduced: dict[int, Floats] = {}
        self.next_name = ""

    def add(self, name: str, tier: int | None, outcome: Outcome, unit: str) -> None:
        self.values = outcome.values
        self.stages.append(
            Stage(
                name=name,
                tier=tier,
                objective=outcome.objective,
                bound=outcome.bound,
                gap=outcome.gap,
                unit=unit,
                seconds=outcome.seconds,
            )
        )

    def solved(self, stopped: str | None, seconds: float) -> Solved:
        rows, columns = self.lp.rows, self.lp.columns
        return Solved(
            flows=flows_of(self.problem, self.lp, self.values),
            stages=tuple(self.stages),
            stopped=stopped,
            seconds=seconds,
            capacity_price={t: -p[rows("capacity")] for t, p in self.prices.items()},
            goods_price={t: -p[rows("balance")] for t, p in self.prices.items()},
            made_price={t: np.maximum(-r[columns.made], 0.0) for t, r in self.reduced.items()},
        )


def _stages(problem: Problem, lp: Lp, solver: Solver, kept: _Kept, fair: bool) -> Iterator[None]:
    needs, columns = problem.needs, lp.columns
    tiers = sorted(set(needs.tier.tolist()))
    weights = day_weights(needs, problem.calendar.days)
    for tier in tiers:
        kept.next_name = f"unmet need of tier {tier}"
        cost = np.zeros(columns.count)
        cost[columns.short] = np.where(needs.tier == tier, weights, 0.0)
        outcome = solver.minimise(cost)
        solver.keep(outcome, cost)
        kept.prices[tier], kept.reduced[tier] = outcome.prices, outcome.reduced
        kept.add("unmet", tier, outcome, "days of need")
        yield
    for tier in tiers if fair else ():
        kept.next_name = f"fairness of tier {tier}"
        yield from _make_fair(problem, lp, solver, kept, tier)
        yield
    kept.next_name = "lateness"
    cost = _lateness(problem, lp, weights)
    outcome = solver.minimise(cost)
    solver.keep(outcome, cost)
    kept.add("lateness", None, outcome, "days of need x share of the plan still to come")
    yield
    kept.next_name = "cost"
    outcome = solver.minimise(_cost(problem, lp))
    kept.add("cost", None, outcome, "cost of sending")
    yield


def _make_fair(problem: Problem, lp: Lp, solver: Solver, kept: _Kept, tier: int) -> Iterator[None]:
    """The smallest share served as large as can be, then the next smallest, and so on.

    In each round the needs whose row has a price cannot do better; their shortfall is fixed.
    """
    needs, columns = problem.needs, lp.columns
    asked = needs.amount.sum(axis=1)
    rows = lp.rows("share")
    open_ = (needs.tier == tier) & (asked > 0)
    if int(open_.sum()) < 2:
        return
    cost = np.zeros(columns.count)
    cost[columns.share] = -1.0
    least = np.array([columns.share], dtype=np.int32)
    solver.bound_rows(rows[open_], -np.inf, asked[open_])
    for _ in range(_ROUNDS):
        outcome = solver.minimise(cost)
        share = -outcome.objective
        kept.values = outcome.values
        priced = open_ & (outcome.prices[rows] < -1e-9 / np.maximum(asked, 1e-300))
        if not kept.stages or kept.stages[-1].name != "fairness" or kept.stages[-1].tier != tier:
            kept.add("fairness", tier, outcome, "smallest share served, minus")
        if share >= 1 - _ALL or not priced.any():
            _hold(solver, lp, open_, asked * (1 - share))
            break
        _hold(solver, lp, priced, asked * (1 - share))
        solver.bound_rows(rows[priced], -np.inf, np.inf)
        open_ &= ~priced
        if not open_.any():
            break
        yield
    solver.bound_rows(rows[needs.tier == tier], -np.inf, np.inf)
    solver.bound_columns(least, np.zeros(1), np.ones(1))


def _hold(
    solver: Solver, lp: Lp, which: "np.ndarray[tuple[int], np.dtype[np.bool_]]", most: Floats
) -> None:
    """A shortfall may not grow again; a hair of room keeps rounding from making this impossible."""
    columns = lp.columns.short[which]
    upper = np.minimum(solver.upper[columns], most[which] * (1 + 1e-9) + 1e-9)
    solver.bound_columns(columns, solver.lower[columns], np.maximum(upper, solver.lower[columns]))


def _lateness(problem: Problem, lp: Lp, weights: Floats) -> Floats:
    """A need unmet early is worse than one unmet late; a backlog counts for every day it waits."""
    calendar, columns = problem.calendar, lp.columns
    left = 1.0 - calendar.starts_days / calendar.days
    waits = calendar.length_days / calendar.days
    cost = np.zeros(columns.count)
    each = np.where(problem.needs.backlog[:, None], waits[None, :], left[None, :])
    cost[columns.unmet] = weights[:, None] * each
    return cost


def _cost(problem: Problem, lp: Lp) -> Floats:
    """Of sending; what is kept in stock costs nothing, so it stays where it is.

    Of ways that cost the same the first in the table is a hair cheaper: a planner would not change
    the crossing every day for nothing.
    """
    columns = lp.columns
    cost = np.zeros(columns.count)
    sent = columns.sent >= 0
    legs = len(problem.leg_from)
    hair = 1.0 + _HAIR * np.arange(legs) / max(legs, 1)
    each = np.broadcast_to((problem.send_cost * hair[:, None])[:, :, None], columns.sent.shape)
    scale = float(problem.send_cost.max(initial=0.0)) or 1.0
    cost[columns.sent[sent]] = each[sent] / scale
    return cost


def flows_of(problem: Problem, lp: Lp, values: Floats) -> Flows:
    """A plan from the values of the variables."""
    columns, needs = lp.columns, problem.needs
    unmet = values[columns.unmet]
    served = taken(columns.served, values)
    direct = np.flatnonzero(columns.direct >= 0)
    item = columns.direct[direct]
    rate = needs.rates[needs.group[direct], item][:, None]
    served[direct, item] = np.maximum(needs.amount[direct] - unmet[direct], 0.0) / rate
    return Flows(
        sent=taken(columns.sent, values),
        stock=taken(columns.stock, values),
        served=served,
        unmet=unmet,
        made=values[columns.made],
    )


def total_gap(stages: tuple[Stage, ...]) -> float:
    """The largest gap of any stage."""
    return max((s.gap for s in stages), default=0.0)
