"""Closed forms and published instances that the simulator must reproduce within its interval.

Each system is written in the test; the interval used is four standard errors, so that a right
simulator fails once in some 16,000 tries.
"""

import math
from typing import Any

import numpy as np
import pytest

from resupply.simulate import tables
from resupply.simulate.measure import shares
from resupply.simulate.runs import Runs, run
from resupply.simulate.system import System, system

RUNS = 4096


def within(values: "np.ndarray[Any, Any]", expected: float, errors: float = 4.0) -> bool:
    error = values.std(ddof=1) / math.sqrt(len(values))
    return bool(abs(values.mean() - expected) <= errors * error + 1e-9)


def shop(**changes: Any) -> System:
    """One item: an endless source (pair 0), one leg, one shop (pair 1) with a need."""
    days = changes.pop("days", 60)
    lead = changes.pop("lead", 2)
    given: dict[str, Any] = {
        "days": days,
        "items": 1,
        "pair_item": np.zeros(2, dtype=np.int64),
        "stock": np.array([1e9, 0.0]),
        "need_pair": np.array([1]),
        "need": np.full((1, days), 5.0),
        "need_backlog": np.array([True]),
        "need_law": np.array([1]),
        "serve_ptr": np.array([0, 1]),
        "serve_pair": np.array([1]),
        "serve_rate": np.array([1.0]),
        "legs": 1,
        "leg_ptr": np.array([0, 1]),
        "lead_fixed": np.array([lead]),
        "lead_days": np.full((1, 256), max(lead, 1)),
        "entry_leg": np.array([0]),
        "entry_from": np.array([0]),
        "entry_to": np.array([1]),
        "policy": "base_stock",
        "share": np.array([1.0]),
        "target": np.array([0.0, 20.0]),
        "watch": np.array([1]),
    }
    return system(**{**given, **changes})


def poisson(k: int, mean: float) -> float:
    return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))


@pytest.mark.parametrize("level", [8, 12, 16, 22])
def test_base_stock_with_poisson_demand_holds_what_the_closed_form_says(level: int) -> None:
    """On hand at the end of a day is (S - D)+ with D Poisson over the lead time's demand.

    An order leaves at the end of a day and is there L days later in the morning, so what is not
    yet there is the demand of the last L days: mean 5 L (Zipkin 2000, section 6.2).
    """
    days, lead, rate = 40, 2, 5.0
    got = run(shop(days=days, lead=lead, target=np.array([0.0, float(level)])), RUNS, seed=11)
    mean = rate * lead
    expected = sum(max(level - k, 0) * poisson(k, mean) for k in range(200))
    assert within(got.paths[0, days - 1].astype(float), expected)
    backorders = sum(max(k - level, 0) * poisson(k, mean) for k in range(200))
    assert within(got.unmet[:, 0], backorders)


def test_the_newsvendor_of_the_stockpyl_pages_costs_what_they_print() -> None:
    """N(120, 10), holding 2, stock-out 18: level 132.8155, cost 35.09967 (its front page)."""
    days, level = 60, 132.815515655446
    one = shop(
        days=days,
        lead=1,
        need=np.full((1, days), 120.0),
        need_law=np.array([2]),
        need_spread=np.array([10.0 / 120.0]),
        target=np.array([0.0, level]),
    )
    got = run(one, RUNS, seed=21)
    # With a lead time of one day the level is full every morning but the first.
    over, under = got.paths[0, days - 1].astype(float), got.unmet[:, 0]
    assert within(2 * over + 18 * under, 35.09966638649737)


def test_the_serial_system_of_snyder_and_shen_costs_what_stockpyl_prints() -> None:
    """Three stages, N(5, 1), leads 2, 1, 1; local holding 2, 4, 7; stock-out 37.12.

    `stockpyl.ssm_serial` prints echelon levels 6.5144, 12.0123, 22.7002 and a cost of 47.6687 a
    period for "example_6_1" (Snyder and Shen 2019, example 6.1), what is on its way included:
    it is 5 units a day for each day of lead, at the holding cost of the stage it left.
    """
    days, levels = 60, (6.5144388073261155, 12.012332294949644, 22.700237234889784)
    three = system(
        days=days,
        items=1,
        pair_item=np.zeros(4, dtype=np.int64),
        # The level that is on hand at first stands for what would be on its way: it soon is.
        stock=np.array([levels[0], levels[1] - levels[0], levels[2] - levels[1], 1e9]),
        need_pair=np.array([0]),
        need=np.full((1, days), 5.0),
        need_backlog=np.array([True]),
        need_law=np.array([2]),
        need_spread=np.array([0.2]),
        serve_ptr=np.array([0, 1]),
        serve_pair=np.array([0]),
        serve_rate=np.array([1.0]),
        legs=3,
        leg_ptr=np.arange(4),
        lead_fixed=np.array([1, 1, 2]),
        lead_days=np.repeat([[1], [1], [2]], 256, axis=1),
        entry_leg=np.arange(3),
        entry_from=np.array([1, 2, 3]),
        entry_to=np.array([0, 1, 2]),
        policy="base_stock",
        share=np.ones(3),
        target=np.array([levels[0], levels[1] - levels[0], levels[2] - levels[1], 0.0]),
        watch=np.array([0, 1, 2]),
    )
    got = run(three, 16_384, seed=33)
    first, second, third = (got.paths[w, days - 1].astype(float) for w in range(3))
    cost = 7 * first + 4 * second + 2 * third + 37.12 * got.unmet[:, 0] + 4 * 5 + 2 * 5
    assert cost.mean() == pytest.approx(47.668653127136345, rel=0.01)
    error = cost.std(ddof=1) / math.sqrt(len(cost))
    # The printed cost is itself made on a grid of demands; 0.3 % of it is allowed for that.
    assert abs(cost.mean() - 47.668653127136345) <= 4 * error + 0.003 * 47.67


@pytest.mark.parametrize("quantity", [6.0, 10.0, 14.0])
def test_newsvendor_sells_what_the_closed_form_says(quantity: float) -> None:
    """One day, a stock of Q, Poisson demand: expected sales E min(Q, D) (Arrow et al. 1951)."""
    one = shop(
        days=1,
        stock=np.array([0.0, quantity]),
        need=np.full((1, 1), 10.0),
        need_backlog=np.array([False]),
        target=np.zeros(2),
    )
    got = run(one, 16_384, seed=2)
    expected = sum(min(k, quantity) * poisson(k, 10.0) for k in range(200))
    assert within(got.served[:, 0], expected)
    short = 1.0 - sum(poisson(k, 10.0) for k in range(int(quantity) + 1))
    assert within((got.short_days[:, 0] > 0).astype(float), short)


def test_an_on_off_source_gives_its_share_of_the_time() -> None:
    """Fluid limit: with geometric spells of means 12 and 8 days it gives 12 / 20 of its rate.

    The tables' own means are taken, and the start is drawn from the stationary law.
    """
    days = 400
    on, off = tables.geometric(12.0), tables.geometric(8.0)
    share = on.mean() / (on.mean() + off.mean())
    spells = np.stack([off, on]).astype(np.int64)[None]
    source = shop(
        days=days,
        stock=np.zeros(2),
        supply_pair=np.array([1]),
        supply=np.full((1, days), 7.0),
        supply_source=np.array([0]),
        source_on=np.array([True]),
        source_days=spells,
        source_first=spells,
        need=np.zeros((1, days)),
        target=np.zeros(2),
    )
    got = run(source, RUNS, seed=5)
    # Starting on makes a difference that dies out within some tens of days of 400.
    early = abs(got.came[:, 0].mean() / (7.0 * days) - share)
    assert early < 0.02
    half = got.paths[0, days - 1] - got.paths[0, days // 2 - 1]
    assert within(half.astype(float), 7.0 * days / 2 * share)


def test_lead_times_are_drawn_with_their_mean() -> None:
    """Little's law: what is on its way is the rate times the mean lead time."""
    lead = tables.whole_days(np.clip(tables.probabilities() * 10, 1, None))
    one = shop(
        days=80,
        policy="plan",
        planned=np.full((1, 80), 3.0),
        lead_fixed=np.array([-1]),
        lead_days=lead[None],
        need=np.zeros((1, 80)),
    )
    got = run(one, RUNS, seed=8)
    arrived = got.paths[0, 79].astype(float)
    assert within(3.0 * 80 - arrived, 3.0 * float(lead.mean()))


def test_what_varies_most_is_named_first_with_its_share() -> None:
    """Y = 100 - 60 a - 20 b with a, b even over [0.5, 1.5]: shares 0.9 and 0.1."""
    even = np.linspace(0.5, 1.5, 256)
    two = shop(
        days=1,
        stock=np.array([0.0, 0.0]),
        supply_pair=np.array([1, 1]),
        supply=np.array([[60.0], [20.0]]),
        supply_source=np.array([-1, -1]),
        supply_mult=np.array([0, 1]),
        need=np.full((1, 1), 200.0),
        need_law=np.array([0]),
        need_backlog=np.array([False]),
        target=np.zeros(2),
        uncertain=("a", "b"),
        multipliers=np.stack([even, even]),
        need_mult=np.array([2]),
        stock_mult=np.array([2, 2]),
        serve_mult=np.array([2]),
    )
    got = shares(run(two, 16_384, seed=3), two)
    assert list(got) == ["a", "b"]
    assert got["a"] == pytest.approx(0.9, abs=0.02)
    assert got["b"] == pytest.approx(0.1, abs=0.02)


def test_one_uncertain_figure_explains_all_and_none_explains_nothing() -> None:
    plain = shop(days=5, need_law=np.array([0]))
    assert shares(run(plain, 256, seed=1), plain) == {}
    assert isinstance(run(plain, 64, seed=1), Runs)
