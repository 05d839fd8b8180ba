"""Time to survive and cost of a pause: hand-solved networks, the plan's own answer, laws."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.core.errors import QuestionError
from resupply.network.model import Leg, Need, Network, Place, Recipe, Stock, Supply, exactly
from resupply.plan import lexicographic
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.examples import scattered, two_places_network
from resupply.plan.problem import Problem
from resupply.simulate.failures import Failure, named, single, without_network
from resupply.simulate.pause import Pausing, curve
from resupply.simulate.survive import Surviving, all_failures

START = date(2024, 3, 1)


def two_donors() -> Network:
    """A front with 100 rounds and a need of 20 a day; donors north (15 a day) and south (5 a day).

    Both send through the hub: north takes 2 days to it, south 1, and from there it is 1 day.
    """
    return Network(
        start_on=START,
        places=[Place(id=p, name=p.title()) for p in ("north", "south", "hub", "front")],
        items=two_places_network().items,
        legs=[
            Leg(id="north-hub", from_place="north", to_place="hub", lead_days=exactly(2.0)),
            Leg(id="south-hub", from_place="south", to_place="hub", lead_days=exactly(1.0)),
            Leg(id="hub-front", from_place="hub", to_place="front", lead_days=exactly(1.0)),
        ],
        stocks=[Stock(place="front", item="round", quantity=exactly(100.0))],
        supplies=[
            Supply(id="n", place="north", item="round", party="NNN", per_day=exactly(15.0)),
            Supply(id="s", place="south", item="round", party="SSS", per_day=exactly(5.0)),
        ],
        needs=[Need(id="need", place="front", group="round", per_day=exactly(20.0))],
    )


def problem(network: Network, days: int = 60) -> Problem:
    return build(network, calendar(START, days, "day"))


def survived(network: Network, *names: str, days: int = 60, tier: int = 9) -> int | None:
    asked = Surviving(network, problem(network, days), level="central", tier=tier)
    found = asked.under(named(network, names)) if names else asked.base
    return found.days if found.ends else None


def test_with_both_donors_the_need_is_met_for_ever() -> None:
    assert survived(two_donors()) is None


def test_stock_and_the_other_donor_last_as_long_as_worked_out_by_hand() -> None:
    """Without the north: 100 + 5 a day from day 2 on; after T days 100 + 5 (T - 2) >= 20 T."""
    assert survived(two_donors(), "NNN") == 6
    # Without the south: 100 + 15 (T - 3) >= 20 T holds to T = 11.
    assert survived(two_donors(), "SSS") == 11
    # Without both, or the only way: 100 / 20.
    assert survived(two_donors(), "NNN", "SSS") == 5
    assert survived(two_donors(), "hub") == 5
    assert survived(two_donors(), "hub-front") == 5
    assert survived(two_donors(), "north") == 6


def test_a_maker_that_is_lost_makes_nothing() -> None:
    network = two_donors()
    made = Recipe(id="plant", place="hub", output="round", per_day=exactly(15.0), party="MMM")
    instead = msgspec.structs.replace(
        network, recipes=[made], supplies=[s for s in network.supplies if s.id == "s"]
    )
    assert survived(instead) is None
    assert survived(instead, "plant") == 6
    assert survived(instead, "MMM") == 6


def test_only_the_tiers_asked_about_count() -> None:
    network = two_donors()
    more = msgspec.structs.replace(
        network,
        needs=[
            *network.needs,
            Need(id="late", place="hub", group="round", tier=2, per_day=exactly(50.0)),
        ],
    )
    assert survived(more, tier=1) is None
    assert survived(more, tier=2) == 0


def test_what_is_not_needed_is_skipped_and_right() -> None:
    network = two_donors()
    idle = msgspec.structs.replace(
        network,
        supplies=[
            *network.supplies,
            Supply(id="x", place="south", item="round", party="XXX", per_day=exactly(9.0)),
        ],
    )
    asked = Surviving(idle, problem(idle), level="central", tier=1)
    assert asked.base.period is None
    found = asked.under(named(idle, ["XXX"]))
    assert found.days == asked.base.days


def slow_survival(network: Network, days: int) -> int:
    """By the plan itself, horizon by horizon: the longest with nothing unmet."""
    for horizon in range(1, days + 1):
        flows = lexicographic.solve(build(network, calendar(START, horizon, "day")), fair=False)
        if flows.flows.unmet.sum() > 1e-6:
            return horizon - 1
    return days


@pytest.mark.parametrize("seed", range(4))
def test_survival_agrees_with_plans_of_growing_length(seed: int) -> None:
    network = msgspec.structs.replace(scattered(seed), start_on=START)
    network = msgspec.structs.replace(
        network,
        needs=[msgspec.structs.replace(n, backlog=False) for n in network.needs],
        storages=[],
    )
    days = 14
    asked = Surviving(network, problem(network, days), level="central", tier=99)
    assert asked.base.days == slow_survival(network, days)
    for failure in single(network)[::3]:
        under = without_network(network, failure)
        assert asked.under(failure).days == slow_survival(under, days), failure


def test_all_failures_are_listed_shortest_first_and_leave_the_base_as_it_was() -> None:
    network = two_donors()
    asked = Surviving(network, problem(network), level="central", tier=1)
    once = all_failures(asked, single(network))
    again = all_failures(asked, single(network))
    assert [(s.failure, s.days) for s in once] == [(s.failure, s.days) for s in again]
    assert [s.days for s in once] == sorted(s.days for s in once)


def test_a_failure_that_names_nothing_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(QuestionError, match='did you mean "NNN"'):
        named(two_donors(), ["NNX"])
    with pytest.raises(QuestionError, match="nothing was named"):
        named(two_donors(), [])
    with pytest.raises(QuestionError, match="sort of failure"):
        single(two_donors(), ["bridge"])


# Pauses


def pausing(network: Network, days: int = 60) -> Pausing:
    return Pausing(network, problem(network, days), level="central", tier=9)


def test_a_pause_costs_what_is_missing_beyond_the_stock() -> None:
    """The north stops for 20 days: 300 rounds less; the first 100 are covered by the stock.

    Of the stock 40 are used while the first goods come (2 days of 15 and 1 of 5 are missing at
    first: 3 * 15 + 2 * 5 = 55), so 45 are left to bridge the pause: 300 - 45 = 255 are missing.
    """
    network = two_donors()
    asked = pausing(network)
    point = asked.cost(named(network, ["NNN"]), START, 20)
    assert point.cost_units[0] == pytest.approx(300 - 45)
    assert point.cost_days == pytest.approx((300 - 45) / 20)
    assert asked.cost(named(network, ["NNN"]), START, 3).cost_days == pytest.approx(0.0, abs=1e-9)


def test_one_more_day_costs_what_the_curve_rises_by() -> None:
    network = two_donors()
    points = curve(
        pausing(network), named(network, ["NNN"]), starts=[START], lengths=[3, 10, 11, 59]
    )
    by = {p.days: p for p in points}
    assert by[10].day_more == pytest.approx(by[11].cost_days - by[10].cost_days)
    assert by[10].day_more == pytest.approx(15 / 20)
    assert by[3].day_more == pytest.approx(0.0, abs=0.76)
    assert by[59].day_more is not None


def test_a_pause_is_felt_when_the_stock_that_covers_it_is_gone() -> None:
    network = two_donors()
    felt = pausing(network).felt(named(network, ["NNN"]), START, 40)
    # Worked out by hand above: without the north need is met for 6 days.
    assert felt.first_on == START + timedelta(days=6)
    assert pausing(network).felt(named(network, ["NNN"]), START, 2).first_on is None


@settings(max_examples=15, deadline=None)
@given(start=st.integers(0, 30), days=st.integers(1, 25), longer=st.integers(0, 20))
def test_a_longer_pause_never_costs_less(start: int, days: int, longer: int) -> None:
    network = two_donors()
    asked = pausing(network)
    first = START + timedelta(days=start)
    less = asked.cost(named(network, ["NNN"]), first, days).cost_days
    more = asked.cost(named(network, ["NNN"]), first, days + longer).cost_days
    assert more >= less - 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_the_cost_agrees_with_planning_the_paused_network(seed: int) -> None:
    network = msgspec.structs.replace(scattered(seed), start_on=START, storages=[])
    failure: Failure = single(network, ["source", "leg"])[0]
    days = 20
    base = lexicographic.solve(problem(network, days), fair=False)
    under = lexicographic.solve(problem(without_network(network, failure), days), fair=False)
    cost = pausing(network, days).cost(failure, START, days).cost_days
    first = sum(s.objective for s in under.stages if s.name == "unmet")
    second = sum(s.objective for s in base.stages if s.name == "unmet")
    assert cost == pytest.approx(max(first - second, 0.0), abs=1e-6)


@pytest.mark.parametrize(
    ("first", "days", "what"),
    [
        (START, 0, "lasts a day"),
        (START - timedelta(days=1), 5, "covers"),
        (START + timedelta(days=60), 5, "covers"),
    ],
)
def test_pauses_outside_the_plan_are_refused(first: date, days: int, what: str) -> None:
    with pytest.raises(QuestionError, match=what):
        pausing(two_donors()).cost(named(two_donors(), ["NNN"]), first, days)


def test_arrays_are_left_as_they_were() -> None:
    network = two_donors()
    numbers = problem(network)
    before = replace(numbers, arrivals=numbers.arrivals.copy(), open=numbers.open.copy())
    Pausing(network, numbers, level="central", tier=1).cost(named(network, ["hub"]), START, 9)
    assert np.array_equal(before.arrivals, numbers.arrivals)
    assert np.array_equal(before.open, numbers.open)
