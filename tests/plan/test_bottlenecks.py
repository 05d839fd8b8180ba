"""What binds, what one more is worth, how far: worked out by hand."""

from datetime import date

import msgspec
import pytest

from resupply.network.model import (
    Leg,
    Need,
    Network,
    Recipe,
    Stock,
    Supply,
    Window,
    exactly,
)
from resupply.plan.bottlenecks import find
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked, make

BASE = two_places_network()
DAILY = Asked(days=4, step="day")


def found(network: Network, **how: object):
    return {row.id: row for row in find(make(network, DAILY), **how).rows}


def test_a_full_road_is_worth_what_it_could_carry_on_each_day():
    rows = found(BASE)
    trucks = rows["trucks"]
    # 0.5 t a day more carries 10 rounds more on three days; then the need is met.
    assert (trucks.binds, trucks.confirmed, trucks.tier) == (True, True, 1)
    assert trucks.worth_units == pytest.approx(30.0)
    assert (trucks.holds_to, trucks.holds_on) == (pytest.approx(0.5), False)
    assert trucks.gain_at_end == pytest.approx(1.0)
    assert trucks.tenth_days == pytest.approx(6 / 30)
    # A tonne less on each of three days is 60 rounds, two days of need.
    assert trucks.less_worth_days == pytest.approx(2.0)
    assert trucks.without_days == pytest.approx(2.0)
    assert (trucks.used.full_days, trucks.used.full_from_on) == (3, date(2024, 3, 1))
    assert trucks.used.mean == pytest.approx(0.75)


def test_what_does_not_bind_is_told_with_its_use():
    stock = found(BASE)["stock of round at hub"]
    assert (stock.binds, stock.confirmed, stock.worth_days) == (False, True, 0.0)
    assert stock.used.mean == pytest.approx(0.6)
    assert stock.sentence == (
        "stock of Round at Hub: more brings nothing; the plan uses 60 % of it."
    )


def test_what_is_on_its_way_when_the_plan_ends_is_not_left_unused_where_it_goes():
    slow = [msgspec.structs.replace(BASE.legs[0], lead_days=exactly(1.5))]
    front = [*BASE.stocks, Stock(place="front", item="round", quantity=exactly(1.0))]
    row = found(msgspec.structs.replace(BASE, legs=slow, stocks=front), leads=False)[
        "stock of round at front"
    ]
    # All that came to the front is used there, however much arrives too late.
    assert row.used.mean == pytest.approx(1.0)
    plenty = [Stock(place="front", item="round", quantity=exactly(240.0))]
    row = found(msgspec.structs.replace(BASE, legs=slow, stocks=plenty), leads=False)[
        "stock of round at front"
    ]
    assert row.used.mean == pytest.approx(0.5)


def test_a_day_less_on_the_road_is_worth_a_day_of_its_load():
    rows = find(make(BASE, DAILY)).rows
    (time,) = (row for row in rows if row.kind == "lead_time")
    assert time.worth_units == pytest.approx(20.0)
    assert time.confirmed
    # Closed, none of the 60 rounds comes.
    assert time.without_days == pytest.approx(2.0)
    assert time.sentence.endswith("without the leg 2 days of need would be lost.")
    assert not any(row.kind == "lead_time" for row in find(make(BASE, DAILY), leads=False).rows)


def test_a_leg_beside_which_another_leads_is_told_to_be_no_loss():
    twin = msgspec.structs.replace(BASE.legs[0], id="twin")
    trucks = msgspec.structs.replace(BASE.capacities[0], legs=("road", "twin"))
    network = msgspec.structs.replace(BASE, legs=[*BASE.legs, twin], capacities=[trucks])
    (road, _) = (row for row in find(make(network, DAILY)).rows if row.kind == "lead_time")
    assert road.without_days == pytest.approx(0.0)
    assert road.sentence.endswith("without the leg nothing would be lost, for other ways remain.")


def test_where_stock_binds_the_road_is_told_not_to():
    small = [Stock(place="hub", item="round", quantity=exactly(30.0))]
    rows = found(msgspec.structs.replace(BASE, stocks=small))
    assert not rows["trucks"].binds
    stock = rows["stock of round at hub"]
    assert (stock.binds, stock.worth_units) == (True, pytest.approx(1.0))
    # Thirty more fill the road on three days.
    assert stock.holds_to == pytest.approx(30.0)
    assert stock.without_days == pytest.approx(1.0)


def test_each_supply_is_a_lever_of_its_own():
    def supply(name: str, first: int, party: str) -> Supply:
        return Supply(
            id=name,
            place="hub",
            item="round",
            party=party,
            quantity=exactly(10.0),
            from_on=date(2024, 3, first),
            until_on=date(2024, 3, first),
            kind="promise",
        )

    supplies = [supply("soon", 1, "USA"), supply("late", 4, "CZE")]
    rows = found(msgspec.structs.replace(BASE, stocks=[], supplies=supplies))
    soon, late = rows["soon"], rows["late"]
    assert (soon.binds, soon.party, soon.acts_on) == (True, "USA", "decision")
    assert soon.worth_units == pytest.approx(1.0)
    # What comes on the last day is there a day too late.
    assert not late.binds
    # Goods of one kind at one place are not told apart: half of them is used.
    assert late.used.mean == pytest.approx(0.5)


def test_two_roads_one_after_the_other_are_worth_nothing_alone():
    """Both full: more of one alone brings nothing, less of one alone costs: degenerate prices."""
    far = msgspec.structs.replace(BASE.legs[0], id="far", to_place="mid")
    near = Leg(id="near", from_place="mid", to_place="front", lead_days=exactly(0.0))
    places = [*BASE.places, msgspec.structs.replace(BASE.places[0], id="mid")]
    capacities = [
        msgspec.structs.replace(BASE.capacities[0], id="first", legs=("far",)),
        msgspec.structs.replace(BASE.capacities[0], id="second", legs=("near",)),
    ]
    network = msgspec.structs.replace(BASE, places=places, legs=[far, near], capacities=capacities)
    rows = found(network, leads=False)
    for name in ("first", "second"):
        assert not rows[name].binds
        assert rows[name].worth_days == 0.0
    # One of the two has the price; solving again with less says what is lost.
    lost = [w for n in ("first", "second") if (w := rows[n].less_worth_days) is not None]
    assert lost
    assert lost == pytest.approx([2.0] * len(lost))
    # A tenth more of both is two rounds a day more on three days.
    both = rows["first + second"]
    assert (both.kind, both.binds, both.confirmed) == ("together", True, True)
    assert both.worth_units == pytest.approx(6.0)
    assert both.sentence == (
        "first and second together: more of one alone brings nothing; a tenth more of each meets "
        "6 rounds (0.2 days of need) more."
    )


def test_parts_that_are_both_short_bind_together_and_nothing_else_with_them():
    items = [BASE.items[0], *(msgspec.structs.replace(BASE.items[0], id=i) for i in "abc")]
    maker = Recipe(
        id="filling",
        place="front",
        output="round",
        per_day=exactly(1000.0),
        inputs={part: exactly(1.0) for part in "abc"},
    )
    stocks = [
        Stock(place="front", item=part, quantity=exactly(amount))
        for part, amount in (("a", 50.0), ("b", 50.0), ("c", 500.0))
    ]
    network = msgspec.structs.replace(BASE, items=items, stocks=stocks, recipes=[maker], legs=[])
    network = msgspec.structs.replace(network, capacities=[])
    rows = found(network, leads=False)
    (both,) = (row for row in rows.values() if row.kind == "together")
    assert both.id == "stock of a at front + stock of b at front"
    assert both.worth_units == pytest.approx(5.0)


def test_a_maker_is_worth_what_it_makes_in_time():
    maker = Recipe(
        id="filling",
        place="front",
        output="round",
        per_day=exactly(10.0),
        inputs={"shell": exactly(1.0)},
        lead_days=exactly(1.0),
        party="UKR",
    )
    items = [*BASE.items, msgspec.structs.replace(BASE.items[0], id="shell")]
    shells = [Stock(place="front", item="shell", quantity=exactly(45.0))]
    network = msgspec.structs.replace(BASE, items=items, stocks=shells, recipes=[maker])
    row = found(network, leads=False)["filling"]
    # One a day more on three days; 15 shells are left over, five a day.
    assert (row.acts_on, row.party, row.confirmed) == ("maker", "UKR", True)
    assert row.worth_units == pytest.approx(3.0)
    assert (row.holds_to, row.holds_on) == (pytest.approx(5.0), False)
    assert row.used.mean == pytest.approx(0.75)


def test_one_more_of_a_capacity_that_is_closed_at_times_is_more_on_its_open_days():
    shut = Window(from_on=date(2024, 3, 2), until_on=date(2024, 3, 2), factor=0.0)
    trucks = msgspec.structs.replace(BASE.capacities[0], windows=(shut,))
    network = msgspec.structs.replace(BASE, capacities=[trucks])
    row = found(network, leads=False)["trucks"]
    assert row.amount == pytest.approx(1.0)
    # 20 rounds more on the first and the third day.
    assert row.gain_at_end / row.holds_to == pytest.approx(40 / 30)
    plan = make(network, Asked(days=20))
    weeks = {r.id: r for r in find(plan, leads=False).rows}["trucks"]
    assert weeks.amount == pytest.approx(1.0)


def test_a_need_met_in_full_has_no_bottleneck():
    easy = [msgspec.structs.replace(BASE.needs[0], per_day=exactly(1.0), from_on=date(2024, 3, 2))]
    rows = found(msgspec.structs.replace(BASE, needs=easy))
    assert not any(row.binds for row in rows.values())


def test_a_worth_in_a_later_tier_says_whose_it_is():
    first = msgspec.structs.replace(BASE.needs[0], per_day=exactly(5.0), from_on=date(2024, 3, 2))
    second = Need(id="more", place="front", group="round", tier=2, per_day=exactly(40.0))
    rows = found(msgspec.structs.replace(BASE, needs=[first, second]))
    assert (rows["trucks"].tier, rows["trucks"].binds) == (2, True)


def test_only_so_many_are_solved_again_and_the_rest_is_said():
    supplies = [
        Supply(id=f"s{at}", place="front", item="round", quantity=exactly(1.0), kind="output")
        for at in range(5)
    ]
    network = msgspec.structs.replace(BASE, supplies=supplies)
    bottlenecks = find(make(network, DAILY), top=2, leads=False)
    assert bottlenecks.warnings == ("4 more may bind and were not solved again.",)
    unsolved = [row for row in bottlenecks.rows if "not solved again" in row.sentence]
    assert len(unsolved) == 4
    assert not any(row.confirmed for row in unsolved)


def test_of_a_plan_too_large_to_solve_again_only_use_is_told(monkeypatch):
    monkeypatch.setattr("resupply.plan.again.LARGEST", 10)
    found = find(make(BASE, DAILY))
    assert "too large" in found.warnings[0]
    assert [row.sentence for row in found.rows] == [
        "trucks: the plan uses 75 % of it, at most 100 % at a time.",
        "stock of Round at Hub: the plan uses 60 % of it.",
    ]
    assert not any(row.confirmed for row in found.rows)
