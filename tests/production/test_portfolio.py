"""Portfolios: against trying all of them, against the plan, laws, planted bottlenecks."""

import itertools
from datetime import date

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from resupply.network.model import exactly
from resupply.plan import lexicographic
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.examples import scattered
from resupply.production.examples import START, line, scattered_options, works_network
from resupply.production.funds import Fund
from resupply.production.months import months
from resupply.production.portfolio import Choosing
from resupply.production.program import MILLION
from resupply.production.recipes import with_options

CALENDAR = months(START, 6)


def choosing(options, network=None, **how):
    network, useful, _ = with_options(network or works_network(), options)
    return Choosing(network, useful, how.pop("calendar", CALENDAR), gap=1e-7, **how)


def by_trying_all(asked: Choosing, budget: float) -> float:
    """Least need unmet of tier 1 over every yes and no, each solved by another program."""
    program = asked.program
    rows_equal = program.row_lower == program.row_upper
    matrix = program.matrix.tocsr()
    upper = program.row_upper.copy()
    upper[program.budget] = budget / MILLION
    best = np.inf
    for pattern in itertools.product([0.0, 1.0], repeat=len(program.options)):
        low, high = program.lower.copy(), program.upper.copy()
        low[program.chosen] = high[program.chosen] = pattern
        above = ~rows_equal & np.isfinite(upper)
        below = ~rows_equal & np.isfinite(program.row_lower)
        solved = linprog(
            program.objectives[0],
            A_eq=matrix[rows_equal],
            b_eq=upper[rows_equal],
            A_ub=np.vstack([matrix[above].toarray(), -matrix[below].toarray()]),
            b_ub=np.concatenate([upper[above], -program.row_lower[below]]),
            bounds=np.column_stack([low, high]),
        )
        if solved.status == 0:
            best = min(best, solved.fun)
    return best


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), budget=st.integers(0, 30))
def test_the_best_portfolio_is_the_best_of_all(seed, budget):
    asked = choosing(scattered_options(seed, 5), works_network(powder_per_day=400.0))
    found = asked.choose(budget * 1e6)
    best = by_trying_all(asked, budget * 1e6)
    assert found.unmet_days[0] == pytest.approx(best, abs=1e-4)
    assert found.steps[0].bound <= best + 1e-4
    assert found.cost <= budget * 1e6 * (1 + 1e-6) + 1


def test_rules_are_kept_by_every_portfolio():
    for seed in range(25):
        options = scattered_options(seed, 8)
        found = choosing(options).choose(12e6)
        taken = {o.id: o for o in options if o.id in found.names}
        for option in taken.values():
            assert set(option.requires) <= set(taken)
            assert not set(option.excludes) & set(taken)
        figures = choosing(options).program.terms
        for at in np.flatnonzero(found.chosen):
            assert figures.least[at] - 1e-6 <= found.size[at] <= 1 + 1e-6
            assert figures.fewest[at] - 1e-3 <= found.made[at] <= figures.most[at] + 1e-3


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_more_budget_never_hurts_and_more_options_neither(seed):
    asked = choosing(scattered_options(seed, 6))
    budgets = [0.0, 1e6, 3e6, 6e6, 10e6, 20e6, 1e9]
    unmet = [p.unmet_days[0] for p in asked.frontier(budgets)]
    assert all(later <= before + 1e-9 for before, later in itertools.pairwise(unmet))
    fewer = choosing(scattered_options(seed, 6)[:3]).choose(6e6).unmet_days[0]
    assert unmet[3] <= fewer + 1e-5


@pytest.mark.parametrize("seed", range(12))
def test_where_nothing_can_be_built_it_is_the_plan(seed):
    network = scattered(seed)
    days = calendar(date(2024, 3, 1), 8, "day")
    plan = lexicographic.solve(build(network, days), fair=False)
    found = choosing([], network, calendar=days).choose(5e6)
    unmet = [s.objective for s in plan.stages if s.name == "unmet"]
    assert found.unmet_days == pytest.approx(unmet, abs=1e-5)
    late = next(s.objective for s in plan.stages if s.name == "lateness")
    assert found.steps[-2].objective == pytest.approx(late, abs=1e-4)


def test_a_line_that_is_paid_for_but_cannot_come_in_time_is_not_bought():
    late = line("late", 100, 1e6, first_days=exactly(400.0))
    assert choosing([late]).choose(1e9).names == ()


def test_need_first_then_sooner_then_cheaper():
    cheap = line("cheap", 80, 1e6, first_days=exactly(0.0))
    dear = line("dear", 80, 2e6, first_days=exactly(0.0))
    assert choosing([dear, cheap], works_network(lead_days=0)).choose(1e9).names == ("cheap",)
    # Half the size is enough for what the budget buys when a part may be built.
    half = line("half", 160, 2e6, least_per_day=10.0)
    found = choosing([half], works_network(lead_days=0)).choose(1e9)
    assert found.size[0] == pytest.approx(0.5, abs=0.02)


def test_an_earlier_tier_is_never_given_up_for_a_later_one():
    network = works_network(tiers=2)
    found = choosing([line("a", 70, 1e6)], network).choose(1e6)
    nothing = choosing([], network).choose(0.0)
    assert found.unmet_days[0] < nothing.unmet_days[0]
    assert found.unmet_days[1] == pytest.approx(nothing.unmet_days[1], abs=1e-3)


def test_funds_buy_only_what_their_rules_allow():
    own = line("own", 40, 1e6, party="UKR")
    abroad = line("abroad", 40, 1e6, party="CZE", kind="buy_abroad", recipe=None)
    direct = Fund(id="d", name="Own makers", makers=frozenset({"UKR"}), amount=exactly(5e6))
    joint = Fund(id="j", name="Abroad", kinds=("buy_abroad",), amount=exactly(0.5e6))
    found = choosing([own, abroad], funds=[direct, joint]).choose()
    assert found.names == ("own",)  # half a million buys no whole order abroad
    assert found.paid[0, 0] == pytest.approx(1e6)
    assert found.paid[1].sum() == 0
    richer = msgspec.structs.replace(joint, amount=exactly(2e6))
    assert choosing([own, abroad], funds=[direct, richer]).choose().names == ("own", "abroad")


def test_a_planted_bottleneck_of_an_input_limits_what_is_made():
    # 100 kg of powder a day make ten shells, whatever lines there are.
    lines = [line("a", 40, 1e6), line("b", 40, 1e6)]
    short = choosing(lines, works_network(powder_per_day=100.0)).choose(1e9)
    free = choosing(lines).choose(1e9)
    days = CALENDAR.days
    assert short.made.sum() == pytest.approx(10 * days, rel=1e-6)
    assert free.unmet_days[0] < short.unmet_days[0]


def test_a_solve_that_is_stopped_gives_the_best_so_far_with_its_gap():
    asked = choosing(scattered_options(3, 8))
    start = asked.choose(1e6)
    found = asked.choose(20e6, seconds=0.0, start=start)
    assert found.stopped is not None
    assert found.unmet_days[0] <= start.unmet_days[0] + 1e-9
