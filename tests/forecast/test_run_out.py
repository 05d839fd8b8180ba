"""When stocks run out: closed forms, the shipped cases, and honest refusals."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

import resupply
from resupply.core.errors import QuestionError
from resupply.forecast import coming, run_out
from resupply.forecast.coming import Chance
from resupply.forecast.run_out import Stock
from resupply.network.model import Leg, Network, Place, Range, Supply, Window, exactly

TODAY = date(2024, 2, 28)


def row(**more: Any) -> dict[str, Any]:
    """A row of the picture of stocks."""
    names = ("expected", "use_per_day", "need_per_day", "days_of_supply")
    empty = {f"{n}{e}": None for n in names for e in ("_low", "", "_high")}
    return {**empty, "place": "hub", "item": "shell", "stock_basis": "reported", **more}


def exact(stock: float, use: float) -> dict[str, Any]:
    return row(
        **{f"expected{e}": stock for e in ("_low", "", "_high")},
        **{f"use_per_day{e}": use for e in ("_low", "", "_high")},
    )


def test_a_stock_known_exactly_runs_out_on_the_day_of_the_closed_form() -> None:
    chance = Chance(10, 1)
    (stock,), others = run_out.stocks([exact(100.0, 8.0)], chance, {})
    paths = run_out.follow(stock, np.zeros((10, 30)), (), 30)
    assert not others
    assert (paths.out_on == 13).all()  # 12 days are met in full, the 13th is not
    assert paths.left[0, 11] == pytest.approx(4.0)
    kept = run_out.follow(stock, np.full((10, 30), 8.0), (), 30)
    assert (kept.out_on == 0).all()


def test_a_range_of_stock_spreads_the_day_as_its_triangle_does() -> None:
    chance = Chance(20_000, 7)
    wide = {**exact(100.0, 10.0), "expected_low": 0.0, "expected_high": 200.0}
    (stock,), _ = run_out.stocks([wide], chance, {})
    paths = run_out.follow(stock, np.zeros((20_000, 40)), (), 40)
    # Out by day 10 means a stock below 100: half of a triangle over 0, 100, 200.
    assert (paths.out_on <= 10).mean() == pytest.approx(0.5, abs=0.012)
    assert (paths.out_on <= 5).mean() == pytest.approx(0.5 * 0.5**2, abs=0.008)
    assert paths.bounds[0, 0] == 0.0
    assert paths.bounds[1, 0] == pytest.approx(190.0)


def test_days_of_cover_stand_in_where_nobody_counted() -> None:
    ends = {f"days_of_supply{e}": 30.0 for e in ("_low", "", "_high")}
    used = {f"use_per_day{e}": 4.0 for e in ("_low", "", "_high")}
    (stock,), _ = run_out.stocks([row(**ends, **used)], Chance(5, 1), {})
    assert stock.first.tolist() == [120.0] * 5


def test_what_is_not_known_is_named() -> None:
    used = {f"use_per_day{e}": 4.0 for e in ("_low", "", "_high")}
    nothing = {f"use_per_day{e}": 0.0 for e in ("_low", "", "_high")}
    there = {f"expected{e}": 9.0 for e in ("_low", "", "_high")}
    _, others = run_out.stocks(
        [row(**used), row(**there), row(**there, **nothing)], Chance(5, 1), {}
    )
    assert [why for _, why in others] == [
        "nobody says how much lies there",
        "nobody says what is used there",
        "nothing is used there",
    ]


def network(*supplies: Supply, lead: float = 3.0) -> Network:
    return Network(
        start_on=TODAY,
        places=[Place(id=i, name=i) for i in ("src", "hub", "far")],
        items=[],
        legs=[
            Leg(id="one", from_place="src", to_place="hub", lead_days=exactly(lead)),
            Leg(id="slow", from_place="src", to_place="hub", lead_days=exactly(30.0)),
            Leg(
                id="shut", from_place="far", to_place="hub", lead_days=exactly(1.0),
                windows=(Window(factor=0.0),),
            ),
        ],
        supplies=list(supplies),
    )  # fmt: skip


def arrivals(net: Network, days: int = 10) -> np.ndarray:
    chance = Chance(4, 1)
    found, _ = run_out.stocks([exact(50.0, 5.0)], chance, {})
    comings = list(coming.supplies(net, days, chance))
    serves = {"shell": {"shell": exactly(1.0), "any": exactly(0.5)}}
    ((came, _),) = run_out.arriving(found, net, comings, serves, chance)
    first: np.ndarray = came[0]
    return first


def test_a_rate_arrives_after_the_quickest_way_and_an_amount_evenly_over_its_days() -> None:
    rate = Supply(id="r", place="src", item="shell", per_day=exactly(6.0))
    assert arrivals(network(rate)).tolist() == [0, 0, 0, 6, 6, 6, 6, 6, 6, 6]
    amount = Supply(
        id="q", place="src", item="any", quantity=exactly(40.0),
        from_on=TODAY + timedelta(days=1), until_on=TODAY + timedelta(days=4),
    )  # fmt: skip
    # 10 a day for four days, each worth half, three days later.
    assert arrivals(network(amount)).tolist() == [0, 0, 0, 5, 5, 5, 5, 0, 0, 0]


def test_what_no_open_leg_brings_does_not_arrive() -> None:
    far = Supply(id="f", place="far", item="shell", per_day=exactly(6.0))
    assert arrivals(network(far)).tolist() == [0] * 10


def test_what_reaches_two_stocks_is_split_by_use_and_another_reading_is_not() -> None:
    chance = Chance(3, 1)
    rows = [
        {**exact(50.0, 6.0), "stock_basis": "assumption A1"},
        {**exact(50.0, 3.0), "place": "src"},
        {**exact(70.0, 9.0), "item": "any", "stock_basis": "assumption A2"},
    ]
    found, _ = run_out.stocks(rows, chance, {"A2": "A1"})
    assert found[2].other == ("hub", "shell")
    net = network(Supply(id="r", place="src", item="shell", per_day=exactly(9.0)), lead=0.0)
    comings = list(coming.supplies(net, 2, chance))
    one = {"shell": exactly(1.0)}
    got = [
        float(came[0, 0])
        for came, _ in run_out.arriving(found, net, comings, {"shell": one, "any": one}, chance)
    ]
    assert got[0] == pytest.approx(6.0)  # 6 of 9, beside the stock at src
    assert got[1] == pytest.approx(3.0)
    assert got[2] == pytest.approx(9.0 * 9 / 12)  # in the place of the first


def test_figures_told_alike_move_together() -> None:
    chance = Chance(50, 3)
    one = chance.of(Range(low=0, central=5, high=10, told="assumption X"), "a")
    two = chance.of(Range(low=0, central=10, high=20, told="assumption X"), "b")
    other = chance.of(Range(low=0, central=5, high=10, told="assumption Y"), "c")
    assert two == pytest.approx(2 * one)
    assert (other != one).any()


def test_the_relief_case_runs_out_in_spring_and_says_on_what_that_rests() -> None:
    answer = resupply.open("humanitarian-ukraine-2024").stock_out()
    (row_,) = answer.rows
    assert (row_["place"], row_["item"]) == ("WFP", "food")
    assert row_["runs_out_low_on"] < row_["runs_out_on"] < row_["runs_out_high_on"]
    assert row_["runs_out_on"] > row_["without_arrivals_on"]
    assert row_["out_within_30_share"] <= row_["out_within_60_share"] <= row_["out_within_90_share"]
    assert row_["reached_by"] == ["HUM-S001"]
    marked = [r for r in answer.tables[0].rows if r["median_out"]]
    assert [r["on"] for r in marked] == [row_["runs_out_on"]]
    assert any("published by nobody" in w for w in answer.warnings)


def test_the_ammunition_case_lasts_at_its_use_and_not_at_its_need() -> None:
    case = resupply.open("ukraine-2024")
    at_use, at_need = case.stock_out(), case.stock_out(rate="need")
    front = at_use.rows[0]
    assert (front["told"], front["runs_out_on"]) == ("not within 180 days", None)
    assert front["without_arrivals_on"] == date(2024, 4, 1)  # as resupply stock
    assert at_need.rows[0]["runs_out_on"] < date(2024, 3, 20)
    assert at_use.rows[1]["reading_of"] == "155mm at ua-front"
    again = case.stock_out()
    assert again.rows == at_use.rows
    assert case.stock_out(seed=2).rows != at_use.rows


def test_paths_of_a_stock_stay_within_the_ends_of_their_assumptions() -> None:
    answer = resupply.open("ukraine-2024").stock_out(days=60)
    for path in answer.tables[0].rows:
        bands = [path[n] for n in ("left_low", "left_05", "left_50", "left_95", "left_high")]
        assert bands == sorted(bands)


def test_a_case_without_stock_or_use_is_refused() -> None:
    with pytest.raises(QuestionError, match="of no stock is it known") as refused:
        resupply.open("pipeline-breaks-2024").stock_out()
    assert "use_rates" in refused.value.todo


@pytest.mark.parametrize("asked", [{"days": 0}, {"days": 9999}, {"draws": 0}, {"rate": "hope"}])
def test_senseless_numbers_are_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(QuestionError):
        resupply.open("ukraine-2024").stock_out(**asked)


def test_the_path_of_one_stock_never_falls_below_zero() -> None:
    stock = Stock({}, np.array([5.0]), np.array([4.0]), (5.0, 5.0, 4.0, 4.0), None)
    paths = run_out.follow(stock, np.array([[0.0, 0.0, 10.0]]), (), 3)
    assert paths.left[0].tolist() == [1.0, 0.0, 6.0]
    assert paths.out_on[0] == 2
