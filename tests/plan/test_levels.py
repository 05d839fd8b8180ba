"""Which conclusions survive the ranges, and which figure to pin down first."""

from datetime import date

import msgspec
import pytest

from resupply.network.model import Assumption, Network, Range, Stock
from resupply.plan import levels
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked
from resupply.plan.swings import swings

BASE = two_places_network()
DAILY = Asked(days=4, step="day")


def guessed(low: float, central: float, high: float, **fields: object) -> Network:
    """The small network with a guess of its stock, and a need from the second day on."""
    stock = Range(low=low, central=central, high=high, basis="assumption", told="A1")
    need = msgspec.structs.replace(BASE.needs[0], from_on=date(2024, 3, 2))
    said = {
        "stocks": [Stock(place="hub", item="round", quantity=stock)],
        "needs": [need],
        "capacities": [],
        "assumptions": [Assumption(id="A1", what="Stock at the hub", value=stock, unit="round")],
    }
    return msgspec.structs.replace(BASE, **{**said, **fields})


@pytest.mark.parametrize(
    ("stock", "verdict", "words"),
    [
        ((10, 20, 30), "always", "short whatever the assumptions are within their ranges"),
        ((10, 20, 90), "not_high", "met in full if the assumptions turn out favourable"),
        ((10, 90, 99), "only_low", "short if the assumptions turn out unfavourable"),
        ((90, 95, 99), "never", "met in full, even with every assumption at its unfavourable end"),
    ],
)
def test_the_verdict_follows_where_it_is_short(stock, verdict, words):
    found = levels.run(guessed(*stock), DAILY)
    (need,) = found.needs
    assert need.verdict == verdict
    assert words in need.sentence
    assert [need.unmet[level] for level in ("low", "central", "high")] == pytest.approx(
        [max(90.0 - s, 0.0) for s in stock]
    )


def test_a_sentence_gives_the_range_of_what_is_unmet_and_when():
    (need,) = levels.run(guessed(10, 40, 90), DAILY).needs
    assert need.first_short_on == {
        "low": date(2024, 3, 2),
        "central": date(2024, 3, 3),
        "high": None,
    }
    assert need.sentence == (
        "Round at Front: short as stated; met in full if the assumptions turn out favourable; "
        "0 to 80 rounds unmet, 11 % to 100 % served; short from 2 March 2024 at the earliest, "
        "3 March 2024 at the latest."
    )


def test_what_binds_at_all_levels_is_told_apart_from_what_binds_at_some():
    found = levels.run(guessed(10, 40, 90), DAILY)
    assert found.binding == ()
    assert found.binding_sometimes == ("stock of round at hub",)
    assert found.sentences[-1] == "Binding at some only: stock of Round at Hub."
    always = levels.run(guessed(10, 20, 30), DAILY)
    assert always.binding == ("stock of round at hub",)


def test_a_plan_of_each_level_is_kept_with_its_own_proof():
    found = levels.run(guessed(10, 20, 30), DAILY, top=0)
    assert {p.asked.level for p in found.plans.values()} == {"low", "central", "high"}
    assert all(p.proof.status == "optimal" for p in found.plans.values())
    assert found.bottlenecks == {}


def test_the_figure_that_moves_most_comes_first_and_those_that_move_nothing_are_left_out():
    legs = [
        msgspec.structs.replace(BASE.legs[0], lead_days=Range(low=0, central=1, high=2, told="A2"))
    ]
    costs = Range(low=1, central=2, high=3, told="A3")
    legs = [msgspec.structs.replace(leg, cost_per_t=costs) for leg in legs]
    network = guessed(30, 60, 75, legs=legs)
    found = swings(network, DAILY)
    assert [s.id for s in found] == ["A1"]
    (stock,) = found
    # 90 asked for in four days; 60, 30 and 15 missing.
    day = 90 / 4
    assert stock.days == pytest.approx({"low": 60 / day, "central": 30 / day, "high": 15 / day})
    assert (stock.span_days, stock.what, stock.unit) == (
        pytest.approx(45 / day),
        "Stock at the hub (A1)",
        "round",
    )
    assert (stock.low, stock.central, stock.high) == (30, 60, 75)
    assert stock.units == pytest.approx({"low": 60, "central": 30, "high": 15})
    assert stock.sentence == (
        "Stock at the hub (A1) between 30 and 75 round: 15 to 60 rounds unmet (0.667 to 2.67 days "
        "of need), 30 as stated."
    )


def test_a_figure_alone_at_its_end_leaves_all_others_as_stated():
    leads = Range(low=0, central=1, high=3, told="A2")
    legs = [msgspec.structs.replace(BASE.legs[0], lead_days=leads)]
    both = swings(guessed(30, 60, 75, legs=legs), DAILY)
    assert [s.id for s in both] == ["A1", "A2"]
    time = both[1]
    # Three days late leave one day of 30 served; no time at all is no better than one day.
    day = 90 / 4
    assert time.days == pytest.approx({"low": 60 / day, "central": 30 / day, "high": 30 / day})


def test_an_assumption_used_twice_moves_in_both_rows_together():
    half = Range(low=10, central=20, high=40, told="A1")
    stocks = [Stock(place=p, item="round", quantity=half) for p in ("hub", "front")]
    (swing,) = swings(guessed(1, 1, 1, stocks=stocks), DAILY)
    assert swing.rows == (
        "stock of round at hub, quantity",
        "stock of round at front, quantity",
    )
    day = 90 / 4
    assert swing.days == pytest.approx({"low": 70 / day, "central": 50 / day, "high": 10 / day})
