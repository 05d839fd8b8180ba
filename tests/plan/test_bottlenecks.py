"""What binds, what one more is worth, how far: worked out by hand."""

from datetime import date

import msgspec
import pytest

from resupply.network.model import Capacity, Leg, Need, Network, Stock, Supply, exactly
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
        "stock of round at hub: more brings nothing; the plan uses 60 % of it."
    )


def test_a_day_less_on_the_road_is_worth_a_day_of_its_load():
    rows = find(make(BASE, DAILY)).rows
    (time,) = (row for row in rows if row.kind == "lead_time")
    assert time.worth_units == pytest.approx(20.0)
    assert time.confirmed
    assert not any(row.kind == "lead_time" for row in find(make(BASE, DAILY), leads=False).rows)


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
    both = msgspec.structs.replace(
        network,
        capacities=[
            Capacity(
                id="both",
                legs=("far", "near"),
                per_day=exactly(2.0),
                unit="t",
                weights={"round": exactly(0.05)},
            )
        ],
    )
    assert found(both, leads=False)["both"].binds


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
