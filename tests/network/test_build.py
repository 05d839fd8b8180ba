"""From a case's tables to a network: ranges kept, nothing guessed, each oddity told."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import pytest

from resupply.case import Case
from resupply.core.errors import NetworkError
from resupply.network.build import build
from resupply.network.model import Network, Range, Window, exactly
from resupply.network.supplies import Promised

Make = Callable[..., Network]
Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def codes(network: Network) -> set[str]:
    return {f.code for f in network.findings}


def ends(value: Range | None) -> tuple[float, float, float]:
    assert value is not None
    return (value.low, value.central, value.high)


def test_a_small_case_becomes_a_network(make: Make) -> None:
    network = make()
    assert network.start_on == date(2024, 2, 28)
    assert [leg.id for leg in network.legs] == ["road"]
    assert ends(network.needs[0].per_day) == (10, 10, 10)
    assert ends(network.supplies[0].per_day) == (5, 5, 5)
    assert codes(network) == {"leg_without_capacity"}


TRUCK = {"id": "a1", "subject": "truck", "metric": "payload", "low": 8, "central": 10, "high": 16}


def road(**fields: Any) -> list[dict[str, Any]]:
    return [{"leg_id": "road", "from_place": "hub", "to_place": "front", **fields}]


def test_trucks_are_weighed_by_their_payload(make: Make) -> None:
    legs = road(capacity=6, capacity_low=3, capacity_high=9, capacity_unit="truck/day")
    network = make(legs=legs, assumptions=[TRUCK])
    capacity = network.capacities[0]
    assert (capacity.unit, ends(capacity.per_day)) == ("truck", (3, 6, 9))
    # 50 kg a shell: 200 go on a truck of 10 t, 160 to 320 by its range.
    assert ends(capacity.weights["shell"]) == (0.05 / 16, 0.05 / 10, 0.05 / 8)
    assert [(a.id, a.used_in) for a in network.assumptions] == [("a1", ("capacity of leg road",))]


def test_the_volume_a_truck_takes_is_not_its_payload(make: Make) -> None:
    volume = {
        **TRUCK,
        "id": "a0",
        "metric": "volume_payload",
        "unit": "m3",
        "low": 60,
        "central": 80,
        "high": 90,
    }
    network = make(legs=road(capacity=6, capacity_unit="truck/day"), assumptions=[volume, TRUCK])
    assert network.capacities[0].weights["shell"].central == 0.05 / 10


def test_part_of_a_capacity_may_be_open_to_these_goods(make: Make) -> None:
    share = {"id": "a2", "subject": "x", "unit": "share", "low": 0.1, "central": 0.5, "high": 1}
    legs = road(capacity=100, capacity_unit="t/day", capacity_share="a2")
    assert ends(make(legs=legs, assumptions=[share]).capacities[0].per_day) == (10, 50, 100)


def test_legs_that_share_a_capacity_have_one(make: Make) -> None:
    legs = [
        *road(capacity=7, capacity_unit="round/week"),
        {"leg_id": "rail", "from_place": "hub", "to_place": "front", "shares_capacity_of": "road"},
    ]
    (capacity,) = make(legs=legs).capacities
    assert (set(capacity.legs), capacity.per_day.central) == ({"road", "rail"}, 1)


def test_a_leg_may_have_a_limit_of_its_own_beside_the_one_it_shares(make: Make) -> None:
    other = {"leg_id": "rail", "from_place": "hub", "to_place": "front", "capacity_unit": "t/day"}
    shared = [
        *road(capacity=7, capacity_unit="t/day"),
        {**other, "capacity": 3, "shares_capacity_of": "road"},
        {**other, "leg_id": "path", "capacity": 7, "shares_capacity_of": "road"},
    ]
    limits = {c.legs: c.per_day.central for c in make(legs=shared).capacities}
    assert limits == {("road", "rail", "path"): 7, ("rail",): 3}


def test_an_alternative_reading_is_taken_in_place_of_the_usual_one(make: Make) -> None:
    needs = [
        {"rate_id": "n1", "place": "front", "item": "shell", "per_day": 10},
        {"rate_id": "n2", "place": "hub", "item": "shell", "per_day": 4, "alternative_to": "n1"},
    ]
    assert [n.id for n in make(use_rates=needs).needs] == ["n1"]
    assert [n.id for n in make(use_rates=needs, chosen=["n2"]).needs] == ["n2"]


def test_an_assumed_stock_gives_way_to_a_count(make: Make) -> None:
    guess = {"id": "a3", "subject": "hub", "item": "shell", "metric": "stock_at_as_of",
             "unit": "round", "low": 1, "central": 2, "high": 3}  # fmt: skip
    assert [ends(s.quantity) for s in make(assumptions=[guess]).stocks] == [(1, 2, 3)]
    count = {"count_id": "c1", "place": "hub", "item": "shell", "counted_on": "2024-02-01",
             "quantity": 70, "unit": "round"}  # fmt: skip
    assert [ends(s.quantity) for s in make(assumptions=[guess], counts=[count]).stocks] == [
        (70, 70, 70)
    ]


def test_a_count_of_which_only_the_range_is_known_is_taken_at_its_middle(make: Make) -> None:
    count = {"count_id": "c1", "place": "hub", "item": "shell", "counted_on": "2024-02-01",
             "quantity_low": 20, "quantity_high": 40, "unit": "round"}  # fmt: skip
    assert [ends(s.quantity) for s in make(counts=[count]).stocks] == [(20, 30, 40)]


def test_needs_that_follow_each_other_hold_one_after_the_other(make: Make) -> None:
    need = {"place": "front", "item": "shell"}
    needs = [
        {**need, "rate_id": "n1", "per_day": 10, "from_on": "2024-01-01"},
        {**need, "rate_id": "n2", "per_day": 20, "from_on": "2024-05-01"},
        {**need, "rate_id": "n0", "per_day": 30, "from_on": "2023-01-01"},
    ]
    found = [(n.id, n.from_on, n.until_on) for n in make(use_rates=needs).needs]
    assert found == [("n1", None, date(2024, 4, 30)), ("n2", date(2024, 5, 1), None)]


PLEDGE = {"id": "P1", "donor": "NNN", "item": "shell", "quantity": 600, "pledged_on": "2024-01-10"}


def promised(network: Network) -> list[tuple[str, str, float, date | None, date | None]]:
    return [
        (s.id, s.place, s.quantity.central, s.from_on, s.until_on)
        for s in network.supplies
        if s.kind == "promise" and s.quantity is not None
    ]


def test_what_stands_of_a_promise_comes_evenly_until_it_is_due(make: Make) -> None:
    pledges = [{**PLEDGE, "due_by": "2024-06-30"}]
    start = date(2024, 2, 28)
    assert promised(make(pledges=pledges)) == [("P1", "hub", 600, start, date(2024, 6, 30))]
    later = [{**PLEDGE, "due_by": "2024-06-30", "due_from": "2024-04-01"}]
    assert promised(make(pledges=later))[0][3] == date(2024, 4, 1)


def test_part_of_promises_comes_where_the_case_assumes_so(make: Make) -> None:
    part = {"id": "a4", "subject": "donor", "metric": "share_of_pledge_delivered_by_due_date",
            "unit": "share", "low": 0.2, "central": 0.5, "high": 0.9}  # fmt: skip
    pledges = [{**PLEDGE, "due_by": "2024-06-30"}]
    network = make(pledges=pledges, assumptions=[part])
    assert ends(network.supplies[-1].if_factor) == (0.2, 0.5, 0.9)
    assert [a.id for a in make(assumptions=[part]).assumptions] == []


def test_promises_that_a_supply_covers_are_not_added(make: Make) -> None:
    covering = [{"supply_id": "u1", "place": "hub", "item": "shell", "party": "NNN",
                 "quantity": 5, "unit": "round/day", "covers": "P1"}]  # fmt: skip
    pledges = [{**PLEDGE, "due_by": "2024-06-30"}]
    assert promised(make(pledges=pledges, supplies=covering)) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, "no day is stated"),
        ({"donor": "SSS", "due_by": "2024-06-30"}, "no place"),
        ({"due_by": "2024-02-01"}, "nobody followed it"),
    ],
)
def test_a_promise_that_lacks_something_is_not_counted_on(
    make: Make, change: dict[str, Any], why: str
) -> None:
    network = make(pledges=[{**PLEDGE, **change}])
    (finding,) = [f for f in network.findings if f.code == "promise_not_counted_on"]
    assert why in finding.what
    assert promised(network) == []


def test_a_promise_in_another_unit_than_the_items_is_not_counted_on(
    small: Callable[..., Case],
) -> None:
    view = small().view()
    tonnes = Promised(
        id="x", row="", donor="NNN", item="shell", left=exactly(5.0), due_on=date(2024, 5, 1)
    )
    assert promised(build(view, date(2024, 2, 28), promised=[tonnes]))
    tonnes = msgspec.structs.replace(tonnes, unit="t")
    network = build(view, date(2024, 2, 28), promised=[tonnes])
    assert promised(network) == []
    assert 'its unit "t" is not that of the item' in network.findings[0].what


def test_an_intent_is_never_counted_on(make: Make) -> None:
    assert promised(make(pledges=[{**PLEDGE, "kind": "intent", "due_by": "2024-06-30"}])) == []


def test_an_offered_supply_is_taken_only_when_it_is_asked_for(make: Make) -> None:
    more = [{"supply_id": "u2", "place": "hub", "item": "shell", "quantity": 9, "unit": "round",
             "taken": "no"}]  # fmt: skip
    assert [s.id for s in make(more_supplies=more).supplies] == ["u1"]
    network = make(more_supplies=more, chosen=["u2"])
    assert [s.id for s in network.supplies] == ["u1", "u2"]
    assert ends(network.supplies[1].quantity) == (9, 9, 9)


def test_substitutes_serve_at_their_rate_and_only_where_one_is_known(make: Make) -> None:
    items = [{"item_id": "mixed", "name": "Mixed"}, {"item_id": "odd", "name": "Odd"}]
    guess = {"id": "a5", "subject": "x", "unit": "share", "low": 0.4, "central": 0.6, "high": 0.8}
    network = make(
        more_items=items,
        assumptions=[guess],
        substitutions=[
            {"group": "shell", "item": "mixed", "assumption": "a5"},
            {"group": "shell", "item": "odd"},
        ],
    )
    (group,) = network.groups
    assert ends(group.rates["mixed"]) == (0.4, 0.6, 0.8)
    assert "odd" not in group.rates
    assert "substitute_without_rate" in codes(network)


BLOCKED = {"id": "X1", "where": "hub"}


def test_a_disruption_takes_away_only_what_it_says(make: Make) -> None:
    legs = road(capacity=7, capacity_unit="t/day")
    network = make(legs=legs, disruptions=[{**BLOCKED, "left_share": 0.2, "end": "2024-03-31"}])
    (window,) = network.capacities[0].windows
    assert (window.factor, window.until_on) == (0.2, date(2024, 3, 31))
    silent = make(legs=legs, disruptions=[BLOCKED])
    assert silent.capacities[0].windows == ()
    assert "disruption_not_measured" in codes(silent)
    over = make(legs=legs, disruptions=[{**BLOCKED, "end": "2024-02-10"}])
    assert "disruption_not_measured" not in codes(over)


def test_days_lost_at_a_place_are_added_to_the_legs_that_leave_it(make: Make) -> None:
    days = {"id": "a6", "subject": "x", "unit": "day", "low": 1, "central": 3, "high": 14}
    network = make(assumptions=[days], disruptions=[{**BLOCKED, "extra_days": "a6"}])
    assert ends(network.legs[0].lead_days) == (3, 5, 16)
    assert network.legs[0].lead_days.basis == "assumption"


def test_a_leg_is_open_between_its_days(make: Make) -> None:
    legs = road(open_from="2024-03-10", open_until="2024-06-30")
    windows = make(legs=legs).legs[0].windows
    assert [(w.from_on, w.until_on, w.factor) for w in windows] == [
        (None, date(2024, 3, 9), 0),
        (date(2024, 7, 1), None, 0),
    ]
    assert all(isinstance(w, Window) for w in windows)


def test_a_recipe_brings_what_it_is_made_of_into_the_network(make: Make) -> None:
    network = make(
        more_items=[{"item_id": "powder", "name": "Powder", "unit": "t"}],
        recipes=[{"recipe_id": "r", "place": "hub", "item": "shell", "quantity": 3000,
                  "unit": "round/month", "lead_time_days": 30, "party": "NNN"}],
        recipe_inputs=[{"recipe_id": "r", "item": "powder", "quantity": 0.01, "unit": "t"}],
    )  # fmt: skip
    (recipe,) = network.recipes
    assert recipe.per_day.central == pytest.approx(3000 / 30.4375)
    assert recipe.inputs["powder"].central == 0.01
    assert {i.id for i in network.items} == {"shell", "powder"}


ODD: Mapping[str, Tables] = {
    "need_without_place": {
        "more_use_rates": [{"rate_id": "n2", "place": "RRR", "item": "shell", "per_day": 1}]
    },
    "supply_without_figure": {
        "more_supplies": [{"supply_id": "u2", "place": "hub", "item": "shell"}]
    },
    "supply_for_no_need": {
        "more_items": [{"item_id": "tent", "name": "Tent"}],
        "more_supplies": [{"supply_id": "u2", "place": "hub", "item": "tent", "quantity": 1,
                           "unit": "round"}],
    },
    "leg_not_usable": {
        "more_legs": [{"leg_id": "path", "from_place": "hub", "to_place": "front",
                       "lead_time_days": None}]
    },
    "capacity_not_understood": {"legs": road(capacity=3, capacity_unit="some")},
    "item_without_mass": {
        "items": [{"item_id": "shell", "name": "Shell"}],
        "legs": road(capacity=3, capacity_unit="t/day"),
    },
    "need_without_supply": {"supplies": []},
    "unreachable_need": {
        "legs": [{"leg_id": "back", "from_place": "front", "to_place": "hub"}]
    },
    "supply_without_way_out": {
        "more_places": [{"place_id": "far", "name": "Far"}],
        "more_supplies": [{"supply_id": "u2", "place": "far", "item": "shell", "quantity": 1,
                           "unit": "round"}],
    },
    "place_without_leg": {"more_places": [{"place_id": "far", "name": "Far"}]},
    "closed_for_ever": {"legs": road(open_until="2024-01-31")},
    "capacity_of_nothing": {"legs": road(capacity=0, capacity_unit="round/day")},
}  # fmt: skip


@pytest.mark.parametrize("code", ODD)
def test_what_is_odd_is_told(make: Make, code: str) -> None:
    assert code not in codes(make())
    assert code in codes(make(**ODD[code]))


def test_vehicles_of_unknown_payload_do_not_limit_and_are_told(make: Make) -> None:
    network = make(legs=road(capacity=3, capacity_unit="balloon/day"))
    assert network.capacities == []
    assert "capacity_not_understood" in codes(network)


@pytest.mark.parametrize(
    ("tables", "what"),
    [
        ({"legs": []}, "no places and legs"),
        ({"use_rates": []}, "no place needs anything"),
        (
            {"use_rates": [{"rate_id": "n1", "place": "front", "item": "shell", "per_day": 1,
                            "until_on": "2024-01-31"}]},
            "no place needs anything",
        ),
    ],
)  # fmt: skip
def test_a_case_without_a_network_is_refused_clearly(
    make: Make, tables: dict[str, Any], what: str
) -> None:
    with pytest.raises(NetworkError) as refused:
        make(**tables)
    assert what in refused.value.what
    assert refused.value.todo


# On its way

LINE = {"source_id": "s1", "key": "l1", "known_on": "2024-01-31", "line_id": "way",
        "dataset": "press", "donor": "NNN", "recipient": "RRR", "item": "shell"}  # fmt: skip


def moved(key: str, stages: str, quantity: float, day: str, **more: str) -> dict[str, Any]:
    start, end = stages.split()
    return {
        "source_id": "s1", "key": key, "known_on": "2024-01-31", "line_id": "way",
        "stage_from": start, "stage_to": end, "happened_from": day, "happened_to": day,
        "quantity": quantity, "unit": "round", **more,
    }  # fmt: skip


def on_its_way(network: Network) -> list[tuple[str, float, date | None, date | None]]:
    return [
        (s.place, s.quantity.central, s.from_on, s.until_on)
        for s in network.supplies
        if s.kind == "in_transit" and s.quantity is not None
    ]


ROAD = road(lead_time_days=40, lead_time_days_low=35, lead_time_days_high=60)


def test_what_is_on_its_way_comes_within_the_lead_time_of_its_leg(make: Make) -> None:
    entries = [
        moved("e1", "outside shipment", 70, "2024-01-20", leg_id="road"),
        moved("e2", "outside shipment", 30, "2024-01-30", leg_id="road"),
        moved("e3", "shipment delivery", 80, "2024-02-10"),
    ]
    network = make(lines=[LINE], entries=entries, legs=ROAD)
    # 80 of 100 arrived: what is left is of the second lorry.
    assert on_its_way(network) == [("front", 20, date(2024, 3, 5), date(2024, 3, 30))]


def test_what_should_have_come_already_comes_on_the_first_day(make: Make) -> None:
    entries = [moved("e1", "outside shipment", 70, "2023-11-01", leg_id="road")]
    start = date(2024, 2, 28)
    assert on_its_way(make(lines=[LINE], entries=entries)) == [("front", 70, start, start)]


def test_a_promise_is_less_by_what_of_it_is_on_its_way(make: Make) -> None:
    line = {**LINE, "due_on": "2024-06-30"}
    entries = [
        moved("e0", "outside pledge", 100, "2024-01-05"),
        moved("e1", "pledge shipment", 70, "2024-01-30", leg_id="road"),
    ]
    network = make(lines=[line], entries=entries, legs=ROAD)
    assert on_its_way(network)[0][1] == 70
    assert [p[2] for p in promised(network)] == [30]


def test_a_shipment_to_nobody_knows_where_is_not_counted_on(make: Make) -> None:
    entries = [moved("e1", "outside shipment", 70, "2024-01-30")]
    network = make(lines=[LINE], entries=entries)
    assert on_its_way(network) == []
    assert "shipment_not_counted_on" in codes(network)


def test_a_shipment_of_no_known_day_comes_when_its_line_is_due(make: Make) -> None:
    entry = moved("e1", "outside shipment", 70, "2024-01-30", leg_id="road")
    undated = {**entry, "happened_from": None, "happened_to": None}
    due = make(lines=[{**LINE, "due_on": "2024-04-01"}], entries=[undated])
    assert on_its_way(due) == [("front", 70, date(2024, 4, 1), date(2024, 4, 1))]
    assert on_its_way(make(lines=[LINE], entries=[undated])) == []


def test_what_has_reached_a_place_lies_in_its_stock_and_is_not_on_its_way(make: Make) -> None:
    entry = moved("e1", "outside shipment", 70, "2024-01-30", leg_id="road", place_to="front")
    network = make(lines=[LINE], entries=[entry])
    assert on_its_way(network) == []
    assert [(s.place, s.quantity.central) for s in network.stocks] == [("front", 70)]


def test_a_stock_counted_after_the_plan_begins_is_not_used_and_told(
    small: Callable[..., Case],
) -> None:
    count = {"count_id": "c1", "place": "hub", "item": "shell", "counted_on": "2024-02-20",
             "quantity": 70, "unit": "round"}  # fmt: skip
    view = small(counts=[count]).view()
    early = build(view, date(2024, 2, 1))
    assert (early.stocks, "stock_counted_later" in codes(early)) == ([], True)
    later = build(view, date(2024, 2, 20))
    assert (len(later.stocks), "stock_counted_later" in codes(later)) == (1, False)
