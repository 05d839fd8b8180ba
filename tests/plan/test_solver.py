"""Each answer's bound, computed a second time; a warm start against a cold one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.plan.again import Again, same_shape, solver_for
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.examples import scattered
from resupply.plan.lp import build as program
from resupply.plan.solver import NoPlanError, Solver

SEEDS = st.integers(0, 5_000)


def numbers(seed: int, days: int = 8):
    network = scattered(seed)
    return build(network, calendar(network.start_on, days, "day"))


def cost_of(lp, problem, tier):
    cost = np.zeros(lp.columns.count)
    cost[lp.columns.short] = np.where(problem.needs.tier == tier, 1.0, 0.0)
    return cost


def dense(lp):
    """The matrix, entry by entry."""
    matrix = np.zeros(lp.shape)
    for column in range(lp.shape[1]):
        for at in range(lp.start[column], lp.start[column + 1]):
            matrix[lp.index[at], column] += lp.value[at]
    return matrix


@settings(max_examples=40)
@given(SEEDS)
def test_the_bound_follows_from_the_prices_alone(seed):
    """Weak duality by hand: whatever keeps the rows costs at least this."""
    problem = numbers(seed)
    lp = program(problem, fair=True)
    cost = cost_of(lp, problem, min(problem.needs.tier))
    outcome = Solver(lp).minimise(cost)
    matrix = dense(lp)
    bound = 0.0
    for row, price in enumerate(outcome.prices):
        end = lp.row_lower[row] if price > 0 else lp.row_upper[row]
        if price != 0 and np.isfinite(end):
            bound += price * end
        else:
            outcome.prices[row] = 0.0
    for column in range(lp.shape[1]):
        reduced = cost[column] - matrix[:, column] @ outcome.prices
        end = lp.lower[column] if reduced > 0 else min(lp.upper[column], lp.most[column])
        bound += reduced * end
    assert outcome.bound == pytest.approx(bound, abs=1e-6)
    assert bound == pytest.approx(outcome.objective, abs=1e-6)
    # And the plan itself keeps every row, so its value is no rumour either.
    activity = matrix @ outcome.values
    assert (activity >= lp.row_lower - 1e-6).all()
    assert (activity <= lp.row_upper + 1e-6).all()
    assert cost @ outcome.values == pytest.approx(outcome.objective, abs=1e-6)


@settings(max_examples=30)
@given(SEEDS, st.lists(st.integers(0, 3), min_size=2, max_size=5))
def test_warm_solves_agree_with_cold_ones(seed, factors):
    """The same solver through many problems, each against one that begins from nothing."""
    problem = numbers(seed)
    again = Again(problem)
    for factor in factors:
        moved = changed(problem, factor)
        assert again.measure(moved).days == pytest.approx(Again(problem).measure(moved).days)


def changed(problem, factor):
    from dataclasses import replace

    shared = replace(problem.shared, amount=problem.shared.amount * factor)
    return replace(problem, shared=shared, stock=problem.stock * (1 + factor))


def test_a_solver_is_kept_only_for_a_program_of_the_same_shape():
    one, other = program(numbers(1), fair=True), program(numbers(2), fair=True)
    kept = solver_for(one, None)
    assert solver_for(one, kept) is kept
    assert not same_shape(one, other)
    assert solver_for(other, kept) is not kept


def test_rows_that_contradict_each_other_are_no_plan():
    problem = numbers(1)
    lp = program(problem)
    solver = Solver(lp)
    rows = lp.rows("balance")[0, 0]
    solver.bound_rows(rows, -1e6, -1e6)
    with pytest.raises(NoPlanError):
        solver.minimise(np.zeros(lp.columns.count))
