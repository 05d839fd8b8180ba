"""The large method against a general solver, on small problems of all kinds.

Shared limits and none, closed legs, circles, no legs at all, fractional arrivals, substitutes,
needs of nothing, needs nobody can reach. No solver's word is taken for the laws: they are
summed up here.
"""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.plan.calendar import arrivals_of
from resupply.plan.large.grid import lay_out, set_steps
from resupply.plan.large.method import solve
from resupply.plan.large.scope import supports
from resupply.plan.lp import build, where_goods_can_be
from resupply.plan.problem import (
    Calendar,
    Floats,
    Flows,
    Ints,
    Labels,
    Needs,
    Problem,
    Recipes,
    Shared,
    Weights,
)
from resupply.plan.solver import Solver

GAP = 1e-4
SEEDS = st.integers(0, 100_000)


def problem_of(seed: int, *, periods: int | None = None) -> tuple[Problem, Weights]:
    """A problem and prices made from a seed; small enough for a general solver in milliseconds."""
    rng = np.random.default_rng(seed)
    places, items = int(rng.integers(1, 6)), int(rng.integers(1, 4))
    legs = int(rng.integers(0, 10)) if places > 1 else 0
    needs = int(rng.integers(1, 7))
    leg_from = rng.integers(places, size=legs)
    leg_to = (leg_from + rng.integers(1, max(places, 2), size=legs)) % places
    periods = periods or int(rng.integers(1, 9))
    cut = _cut(rng, periods)
    arrive = _arrive(rng, legs, cut)
    groups = items + 1
    problem = Problem(
        calendar=cut,
        labels=_labels(places, items, legs, needs, groups),
        leg_from=leg_from.astype(np.int32),
        leg_to=leg_to.astype(np.int32),
        open=rng.random((legs, items, periods)) < rng.choice([0.5, 1.0]),
        arrive_ptr=arrive[0],
        arrive_period=arrive[1],
        arrive_share=arrive[2],
        stock=_some(rng, (places, items)),
        arrivals=_some(rng, (places, items, periods)),
        needs=_needs(rng, places, items, needs, periods),
        shared=_shared(rng, legs, items, periods),
        storage=nothing(periods),
        recipes=no_recipes(periods),
        send_cost=rng.choice([0.0, 0.01, 1.0]) * rng.random((legs, items)),
    )
    price = np.array([1000.0, 30.0, 1.0])[problem.needs.tier - 1]
    weights = Weights(
        unmet=price[:, None] * rng.uniform(0.9, 1.1, (needs, periods)),
        send=problem.send_cost,
        hold=rng.choice([0.0, 0.01, 0.5]) * rng.random((places, items, periods)),
    )
    return problem, weights


def _cut(rng: np.random.Generator, periods: int) -> Calendar:
    """Days, or days first and longer periods later."""
    length = np.ones(periods, dtype=np.int32)
    if rng.random() < 0.5:
        length[periods // 2 :] = int(rng.integers(2, 8))
    return Calendar(
        start_on=date(2024, 2, 28),
        starts_days=(np.cumsum(length) - length).astype(np.int32),
        length_days=length,
    )


def _labels(places: int, items: int, legs: int, needs: int, groups: int) -> Labels:
    counts = {"places": places, "items": items, "legs": legs, "needs": needs, "groups": groups}
    return Labels(**{kind: tuple(f"{kind} {n}" for n in range(c)) for kind, c in counts.items()})


def _some(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Amounts of very different size, many of them 0."""
    return np.where(rng.random(shape) < 0.4, np.exp(rng.normal(1.0, 1.5, shape)), 0.0)


def _arrive(rng: np.random.Generator, legs: int, cut: Calendar) -> tuple[Ints, Ints, Floats]:
    """Leads of 0 to 3 days, most of them not whole; long periods take in many days' dispatch."""
    ptr, at, share = [0], [], []
    for _ in range(legs):
        lead = rng.uniform(0, 3) if rng.random() < 0.7 else float(rng.integers(0, 3))
        sent, arrived, portion = arrivals_of(cut, lead)
        for t in range(cut.count):
            at += arrived[sent == t].tolist()
            share += portion[sent == t].tolist()
            ptr.append(len(at))
    return np.array(ptr, np.int32), np.array(at, np.int32), np.array(share, float)


def _needs(rng: np.random.Generator, places: int, items: int, needs: int, periods: int) -> Needs:
    """Needs of one item, and some that any of them can serve."""
    rates = np.vstack([np.eye(items), rng.uniform(0.5, 2.0, (1, items))])
    return Needs(
        place=rng.integers(places, size=needs).astype(np.int32),
        group=rng.integers(items + 1, size=needs).astype(np.int32),
        tier=rng.integers(1, 4, needs).astype(np.int32),
        backlog=np.zeros(needs, dtype=bool),
        amount=_some(rng, (needs, periods)),
        rates=rates,
    )


def _shared(rng: np.random.Generator, legs: int, items: int, periods: int) -> Shared:
    """Capacities of one or several legs; some legs have none, some capacities are 0."""
    row_of_leg = rng.integers(-1, max(legs - 1, 1), size=legs)
    _, row_of_leg = np.unique(np.append(row_of_leg, -1), return_inverse=True)
    row_of_leg = row_of_leg[:-1] - 1
    leg = np.repeat(np.arange(legs), items)
    item = np.tile(np.arange(items), legs)
    row = np.repeat(row_of_leg, items)
    kept = row >= 0
    rows = int(row_of_leg.max(initial=-1)) + 1
    return Shared(
        row=row[kept].astype(np.int32),
        leg=leg[kept].astype(np.int32),
        item=item[kept].astype(np.int32),
        weight=rng.uniform(0.1, 3.0, int(kept.sum())),
        amount=_some(rng, (rows, periods)),
    )


def nothing(periods: int) -> Shared:
    """No limits."""
    none = np.zeros(0, dtype=np.int32)
    return Shared(row=none, leg=none, item=none, weight=np.zeros(0), amount=np.zeros((0, periods)))


def no_recipes(periods: int) -> Recipes:
    """Nothing is made."""
    none = np.zeros(0, dtype=np.int32)
    return Recipes(
        place=none,
        output=none,
        limit=np.zeros((0, periods)),
        input_of=none,
        input_item=none,
        input_amount=np.zeros(0),
        arrive_ptr=np.zeros(1, dtype=np.int32),
        arrive_period=none,
        arrive_share=np.zeros(0),
    )


def least_cost(problem: Problem, weights: Weights) -> float:
    """By HiGHS, over the general program."""
    program = build(problem)
    cost = np.zeros(program.columns.count)
    for numbers, price in (
        (program.columns.sent, weights.send[:, :, None]),
        (program.columns.stock, weights.hold),
        (program.columns.unmet, weights.unmet),
    ):
        there = numbers >= 0
        cost[numbers[there]] = np.broadcast_to(price, numbers.shape)[there]
    return Solver(program).minimise(cost).objective


def scale_of(problem: Problem, weights: Weights) -> float:
    """What it costs to serve nothing."""
    return float((weights.unmet * problem.needs.amount).sum()) + 1e-9


def imbalance(problem: Problem, flows: Flows) -> Floats:
    """Stock at the end less what it must be, shape (P, K, T), summed entry by entry."""
    periods = problem.calendar.count
    change = problem.arrivals.copy()
    change[:, :, 0] += problem.stock
    for leg, (start, end) in enumerate(zip(problem.leg_from, problem.leg_to, strict=True)):
        change[start] -= flows.sent[leg]
        for t in range(periods):
            row = leg * periods + t
            for entry in range(problem.arrive_ptr[row], problem.arrive_ptr[row + 1]):
                came = problem.arrive_share[entry] * flows.sent[leg, :, t]
                change[end, :, problem.arrive_period[entry]] += came
    for need, place in enumerate(problem.needs.place):
        change[place] -= flows.served[need]
    before = np.concatenate([np.zeros_like(flows.stock[:, :, :1]), flows.stock[:, :, :-1]], axis=2)
    return flows.stock - before - change


@settings(max_examples=60)
@given(seed=SEEDS)
def test_the_optimum_lies_between_bound_and_plan(seed: int):
    problem, weights = problem_of(seed)
    assert supports(problem) is None
    flows, proof, _ = solve(problem, weights, gap=GAP)
    optimum, scale = least_cost(problem, weights), scale_of(problem, weights)
    rounding = 1e-8 * (scale + abs(optimum))
    assert proof.bound is not None
    assert proof.bound <= optimum + rounding
    assert optimum <= proof.objective + rounding
    assert proof.gap is not None
    assert proof.gap <= GAP
    assert proof.objective <= optimum + 2 * GAP * max(abs(optimum), 1e-6 * scale) + rounding
    assert proof.objective == pytest.approx(
        (weights.unmet * flows.unmet).sum()
        + (weights.send[:, :, None] * flows.sent).sum()
        + (weights.hold * flows.stock).sum()
    )


@settings(max_examples=60)
@given(seed=SEEDS, steps=st.sampled_from([1, 200, None]))
def test_every_plan_keeps_every_rule(seed: int, steps: int | None):
    problem, weights = problem_of(seed)
    stop = None if steps is None else lambda: steps == 1
    flows, _, _ = solve(problem, weights, gap=1e-1 if steps else GAP, stop=stop)
    there = problem.stock.sum() + problem.arrivals.sum() + 1.0
    assert abs(imbalance(problem, flows)).max() <= 1e-9 * there
    assert min(a.min(initial=0.0) for a in (flows.sent, flows.stock, flows.served)) >= 0.0
    assert (flows.sent[~problem.open] == 0.0).all()
    used = np.zeros_like(problem.shared.amount)
    shared = problem.shared
    np.add.at(used, shared.row, shared.weight[:, None] * flows.sent[shared.leg, shared.item])
    assert (used <= shared.amount * (1 + 1e-9) + 1e-9).all()
    needs = problem.needs
    served = (needs.rates[needs.group][:, :, None] * flows.served).sum(axis=1)
    assert (served <= needs.amount * (1 + 1e-9) + 1e-9).all()
    assert flows.unmet == pytest.approx(needs.amount - served, abs=1e-9 * (1 + needs.amount.max()))


@settings(max_examples=25)
@given(seed=SEEDS)
def test_more_supply_never_worsens_a_plan_by_more_than_the_gap(seed: int):
    problem, weights = problem_of(seed)
    weights = Weights(unmet=weights.unmet, send=weights.send, hold=0.0 * weights.hold)
    more = Problem(**{name: getattr(problem, name) for name in Problem.__slots__} | {
        "arrivals": problem.arrivals * 1.5 + 0.1
    })  # fmt: skip
    before, after = (solve(p, weights, gap=GAP)[1] for p in (problem, more))
    scale = scale_of(problem, weights)
    assert after.objective <= before.objective + GAP * (after.objective + 1e-6 * scale) + 1e-9


@settings(max_examples=15)
@given(seed=SEEDS)
def test_prices_are_a_proof_by_themselves(seed: int):
    """The bound again, from nothing but the prices that are handed out."""
    problem, weights = problem_of(seed)
    _, proof, prices = solve(problem, weights, gap=GAP)
    needs, price = problem.needs, prices.stock
    rising = np.diff(price, axis=2) - weights.hold[:, :, :-1]
    size = abs(price).max(initial=0.0) + 1e-9
    assert rising.max(initial=0.0) <= 1e-9 * size
    assert (price[:, :, -1] >= -weights.hold[:, :, -1] - 1e-9 * size).all()
    assert (prices.capacity >= 0.0).all()
    given_ = problem.arrivals.copy()
    given_[:, :, 0] += problem.stock
    value = (weights.unmet * needs.amount).sum() - (price * given_).sum()
    value -= (prices.capacity * problem.shared.amount).sum()
    can = where_goods_can_be(problem)[needs.place]
    rates = (needs.rates[needs.group] * can)[:, :, None]
    earns = np.where(
        rates > 0,
        weights.unmet[:, None, :] - price[needs.place] / np.where(rates > 0, rates, 1.0),
        0.0,
    )
    value -= (np.maximum(earns.max(axis=1), 0.0) * needs.amount).sum()
    assert proof.bound is not None
    # Legs without a limit may only take away from it.
    assert proof.bound <= value + 1e-8 * scale_of(problem, weights)


@settings(max_examples=30)
@given(seed=SEEDS)
def test_steps_suit_any_flows_and_prices(seed: int):
    """The matrix between the lengths of steps has norm 1 or less: otherwise steps run away."""
    problem, weights = problem_of(seed)
    if not (where_goods_can_be(problem)[problem.needs.place]
            & (problem.needs.rates[problem.needs.group] > 0)).any():  # fmt: skip
        return
    grid, layout = lay_out(problem, weights)
    rng = np.random.default_rng(seed)
    lanes, nodes, periods = len(grid.cost), len(grid.given), problem.calendar.count
    set_steps(grid, layout, np.exp(rng.normal(size=lanes)), np.exp(rng.normal(size=nodes)))
    matrix = np.zeros((nodes, periods, lanes, periods))
    for m in range(lanes):
        for t in range(periods):
            matrix[grid.lane_from[m], t, m, t] += 1.0
            if grid.lane_to[m] < 0:
                continue
            pattern = grid.lane_pattern[m]
            for entry in range(grid.pattern_ptr[pattern], grid.pattern_ptr[pattern + 1]):
                share = grid.share[entry, t]
                if share > 0:
                    matrix[grid.lane_to[m], t + grid.offset[entry], m, t] -= share
    matrix *= np.sqrt(grid.node_step)[:, None, None, None]
    matrix *= np.sqrt(grid.step)[None, None, :, None]
    assert np.linalg.norm(matrix.reshape(nodes * periods, -1), 2) <= 1.0 + 1e-9
