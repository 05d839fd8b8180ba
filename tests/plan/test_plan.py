"""Plans that can be worked out by hand: what each rule of the model does."""

from dataclasses import replace
from datetime import date

import msgspec
import numpy as np
import pytest

from resupply.network.model import (
    Capacity,
    Group,
    Item,
    Leg,
    Need,
    Network,
    Place,
    Range,
    Recipe,
    Stock,
    Storage,
    Supply,
    Window,
    exactly,
)
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked, Plan, make

START = date(2024, 3, 1)
BASE = two_places_network()


def planned(network: Network, days: int = 4, step: str = "day", **asked: object) -> Plan:
    return make(network, Asked(days=days, step=step, **asked))


def changed(**kinds: object) -> Network:
    return msgspec.structs.replace(BASE, **kinds)


def one_place(stock: float, *needs: Need, **kinds: object) -> Network:
    """A place with a stock of its own."""
    fields = {
        "start_on": START,
        "places": [Place(id="here", name="Here")],
        "items": [Item(id="round", name="Round", unit="round")],
        "legs": [],
        "stocks": [Stock(place="here", item="round", quantity=exactly(stock))],
        "needs": list(needs),
    }
    return Network(**{**fields, **kinds})


def need(per_day: float, name: str = "n", **fields: object) -> Need:
    said = {"id": name, "place": "here", "group": "round", "per_day": exactly(per_day)}
    return Need(**{**said, **fields})


def test_nothing_is_there_before_the_lead_time_and_the_leg_limits_the_rest():
    # 1 t a day is 20 rounds of 50 kg; the first are there on the second day.
    plan = planned(BASE)
    assert plan.flows.unmet.tolist() == [[30.0, 10.0, 10.0, 10.0]]
    assert plan.flows.sent[0, 0].tolist() == [20.0, 20.0, 20.0, 0.0]
    assert plan.flows.stock[0, 0].tolist() == [80.0, 60.0, 40.0, 40.0]


def test_lost_need_is_gone_and_a_backlog_waits():
    late = Supply(
        id="late",
        place="here",
        item="round",
        quantity=exactly(40.0),
        from_on=date(2024, 3, 3),
        until_on=date(2024, 3, 3),
    )
    lost = planned(one_place(10.0, need(10.0), supplies=[late]))
    waits = planned(one_place(10.0, need(10.0, backlog=True), supplies=[late]))
    assert lost.flows.unmet.tolist() == [[0.0, 10.0, 0.0, 0.0]]
    assert waits.flows.unmet.tolist() == [[0.0, 10.0, 0.0, 0.0]]
    assert lost.flows.served[0, 0].tolist() == [10.0, 0.0, 10.0, 10.0]
    assert waits.flows.served[0, 0].tolist() == [10.0, 0.0, 20.0, 10.0]
    assert waits.stages[0].objective == 0.0


def test_a_substitute_serves_at_its_rate():
    # Two small ones are worth one large one.
    rates = {"round": exactly(1.0), "small": exactly(0.5)}
    network = one_place(
        3.0,
        need(5.0, group="any"),
        items=[Item(id=i, name=i, unit="round") for i in ("round", "small")],
        stocks=[
            Stock(place="here", item="round", quantity=exactly(3.0)),
            Stock(place="here", item="small", quantity=exactly(20.0)),
        ],
        groups=[Group(id="any", name="any", unit="round", rates=rates)],
    )
    plan = planned(network, days=3)
    assert plan.flows.unmet.sum() == pytest.approx(15.0 - 3.0 - 10.0)
    assert plan.flows.served[0].sum(axis=1).tolist() == pytest.approx([3.0, 20.0])


def test_room_on_the_way_limits_what_can_wait_there():
    # 30 a day come to the hub on the first two days; 10 a day go on; room for 15.
    hub = one_place(
        0.0,
        need(10.0, place="front"),
        places=[Place(id=p, name=p) for p in ("source", "here", "front")],
        legs=[
            Leg(id="in", from_place="source", to_place="here", lead_days=exactly(0.0)),
            Leg(id="out", from_place="here", to_place="front", lead_days=exactly(0.0)),
        ],
        stocks=[Stock(place="source", item="round", quantity=exactly(60.0))],
        capacities=[
            Capacity(
                id="in",
                legs=("in",),
                per_day=exactly(30.0),
                unit="round",
                weights={"round": exactly(1.0)},
                windows=(Window(from_on=date(2024, 3, 3), factor=0.0),),
            )
        ],
        storages=[
            Storage(
                place="here", amount=exactly(15.0), unit="round", weights={"round": exactly(1.0)}
            ),
            Storage(
                place="front", amount=exactly(0.0), unit="round", weights={"round": exactly(1.0)}
            ),
        ],
    )
    plan = planned(hub, days=6)
    assert plan.flows.unmet.sum() == pytest.approx(60.0 - 10.0 - 10.0 - 15.0)
    assert plan.flows.stock[1, 0].max() == pytest.approx(15.0)


def test_a_maker_takes_its_inputs_its_limit_and_its_time():
    network = one_place(
        0.0,
        need(5.0),
        items=[Item(id=i, name=i, unit="piece") for i in ("round", "shell", "fuze")],
        stocks=[
            Stock(place="here", item="shell", quantity=exactly(9.0)),
            Stock(place="here", item="fuze", quantity=exactly(100.0)),
        ],
        recipes=[
            Recipe(
                id="filling",
                place="here",
                output="round",
                per_day=exactly(2.0),
                inputs={"shell": exactly(1.5), "fuze": exactly(1.0)},
                lead_days=exactly(1.0),
            )
        ],
    )
    plan = planned(network, days=6)
    # 9 shells are 6 rounds, at most 2 a day, each a day later.
    assert plan.flows.made[0].sum() == pytest.approx(6.0)
    assert plan.flows.unmet.sum() == pytest.approx(30.0 - 6.0)
    assert plan.flows.unmet[0, 0] == pytest.approx(5.0)


def test_earlier_tiers_are_served_first_whatever_their_size():
    network = one_place(12.0, need(1.0, "first", tier=1), need(100.0, "second", tier=2))
    plan = planned(network)
    assert plan.flows.unmet[0].sum() == 0.0
    assert plan.flows.unmet[1].sum() == pytest.approx(400.0 - 8.0)
    assert [(s.name, s.tier) for s in plan.stages[:2]] == [("unmet", 1), ("unmet", 2)]


def test_places_of_one_tier_are_served_in_equal_shares():
    plan = planned(one_place(10.0, need(10.0, "one"), need(30.0, "other")), days=1)
    assert plan.flows.unmet[:, 0] == pytest.approx([7.5, 22.5])
    unfair = planned(one_place(10.0, need(10.0, "one"), need(30.0, "other")), days=1, fair=False)
    assert unfair.flows.unmet.sum() == pytest.approx(30.0)


def test_what_cannot_all_be_met_is_met_early():
    plan = planned(one_place(25.0, need(10.0)))
    assert plan.flows.unmet.tolist() == [[0.0, 0.0, 5.0, 10.0]]


def test_the_cheaper_of_two_ways_is_taken_and_the_dearer_only_when_it_must_be():
    legs = [
        Leg(
            id="dear",
            from_place="hub",
            to_place="front",
            lead_days=exactly(1.0),
            cost_per_t=exactly(9),
        ),
        Leg(
            id="road",
            from_place="hub",
            to_place="front",
            lead_days=exactly(1.0),
            cost_per_t=exactly(2),
        ),
    ]
    plan = planned(changed(legs=legs))
    # 90 rounds are needed after the first day; 60 go by road, as many as its lorries take.
    assert plan.flows.sent.sum(axis=(1, 2)).tolist() == pytest.approx([30.0, 60.0])


def test_a_closed_leg_carries_nothing_on_the_days_it_is_closed():
    window = Window(from_on=date(2024, 3, 2), until_on=date(2024, 3, 2), factor=0.0)
    plan = planned(changed(legs=[msgspec.structs.replace(BASE.legs[0], windows=(window,))]))
    assert plan.flows.sent[0, 0].tolist() == [20.0, 0.0, 20.0, 0.0]


def test_levels_take_every_range_at_its_end():
    ranged = Range(low=50, central=100, high=200)
    stocks = [Stock(place="hub", item="round", quantity=ranged)]
    legs = [msgspec.structs.replace(BASE.legs[0], lead_days=Range(low=0, central=1, high=2))]
    network = changed(stocks=stocks, legs=legs)
    unmet = {level: planned(network, level=level).flows.unmet.sum() for level in ("low", "high")}
    # Two days late, 40 rounds; no days late, 80.
    assert unmet == pytest.approx({"low": 80.0, "high": 40.0})


@pytest.mark.parametrize("need_at", ["nowhere near", "front"])
def test_a_need_that_nothing_can_reach_stays_unmet(need_at):
    places = [*BASE.places, Place(id="nowhere near", name="Nowhere")]
    needs = [msgspec.structs.replace(BASE.needs[0], place=need_at)]
    plan = planned(changed(places=places, needs=needs))
    assert plan.flows.unmet.sum() == pytest.approx(120.0 if need_at == "nowhere near" else 60.0)
    assert plan.proof.status == "optimal"


def test_a_stopped_plan_keeps_what_was_found_and_says_so():
    asked = Asked(days=4, step="day", seconds=60.0)
    assert make(BASE, asked).proof.status == "optimal"
    assert make(BASE, replace(asked, fair=False)).proof.gap == 0.0


def test_a_plan_names_its_method_its_bound_and_its_gap():
    proof = planned(BASE).proof
    assert (proof.status, proof.objective, proof.bound, proof.gap) == ("optimal", 2.0, 2.0, 0.0)
    assert "HiGHS" in proof.method
    assert np.isfinite(proof.seconds)
