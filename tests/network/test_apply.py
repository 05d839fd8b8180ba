"""Changes of a network: each kind by hand, what is senseless refused, nothing altered in place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply.core.errors import QuestionError
from resupply.network.apply import apply
from resupply.network.changes import (
    AddLeg,
    AddNeed,
    AddPromise,
    AddStock,
    AddSupply,
    AnyChange,
    Close,
    MoveDate,
    Pause,
    Scale,
    SetCapacity,
    SetLead,
    parse_change,
    told,
)
from resupply.network.model import (
    Capacity,
    Item,
    Leg,
    Need,
    Network,
    Place,
    Recipe,
    Stock,
    Supply,
    exactly,
)
from resupply.plan.examples import scattered
from resupply.plan.plan import Asked, make

START = date(2024, 3, 1)
PARTIES: Mapping[str, frozenset[str]] = {
    "northland": frozenset({"NNN"}),
    "nnn": frozenset({"NNN"}),
    "sss": frozenset({"SSS"}),
    "pact": frozenset({"PACT", "NNN", "SSS"}),
    "eastland": frozenset({"EEE"}),
}


def network() -> Network:
    """Two sources of two donors, a border, a front; one road has a capacity, one has none."""
    return Network(
        start_on=START,
        places=[
            Place(id="src-n", name="Northland", kind="source", country="NNN"),
            Place(id="src-s", name="Southland stock", kind="source", country="SSS"),
            Place(id="border", name="Border", kind="border", country="RRR-SSS"),
            Place(id="front", name="Front", kind="demand", country="RRR"),
        ],
        items=[Item(id="shell", name="Shell", unit="round", mass_kg=exactly(50.0))],
        legs=[
            Leg(id="n-b", from_place="src-n", to_place="border", lead_days=exactly(2.0)),
            Leg(id="s-b", from_place="src-s", to_place="border", lead_days=exactly(1.0)),
            Leg(id="b-f", from_place="border", to_place="front", lead_days=exactly(1.0)),
        ],
        capacities=[
            Capacity(
                id="n-b", legs=("n-b",), per_day=exactly(4.0), unit="t",
                weights={"shell": exactly(0.05)},
            )
        ],
        stocks=[Stock(place="front", item="shell", quantity=exactly(100.0))],
        supplies=[
            Supply(id="n1", place="src-n", item="shell", party="NNN", per_day=exactly(10.0)),
            Supply(id="s1", place="src-s", item="shell", party="SSS", quantity=exactly(90.0),
                   from_on=date(2024, 3, 10), until_on=date(2024, 3, 20)),
        ],
        recipes=[
            Recipe(id="make", place="src-n", output="shell", party="NNN", per_day=exactly(3.0))
        ],
        needs=[Need(id="need", place="front", group="shell", per_day=exactly(20.0))],
    )  # fmt: skip


def paused(changed: Network) -> set[str]:
    return {r.id for r in (*changed.supplies, *changed.recipes) if r.windows}


def closed(changed: Network) -> set[str]:
    return {leg.id for leg in changed.legs if leg.windows}


@pytest.mark.parametrize(
    ("name", "hit"),
    [
        ("NNN", {"n1", "make"}),
        ("Northland", {"n1", "make"}),
        ("PACT", {"n1", "s1", "make"}),
        ("s1", {"s1"}),
        ("src-s", {"s1"}),
        ("Southland stock", {"s1"}),
        ("make", {"make"}),
    ],
)
def test_a_pause_stops_what_is_meant_by_the_name(name: str, hit: set[str]) -> None:
    assert paused(apply(network(), [Pause(of=name)], PARTIES)) == hit


def test_a_pause_holds_on_its_days_and_says_why() -> None:
    changed = apply(network(), [Pause(of="s1", from_on=date(2024, 3, 12), days=5, left=0.25)])
    (window,) = changed.supplies[1].windows
    assert (window.from_on, window.until_on) == (date(2024, 3, 12), date(2024, 3, 16))
    assert window.factor == 0.25
    assert window.why == "what-if: pause s1 from 2024-03-12 for 5 days leaving 0.25 of it"
    by_day = apply(network(), [Pause(of="s1", until_on=date(2024, 3, 5))])
    (window,) = by_day.supplies[1].windows
    assert (window.from_on, window.until_on) == (START, date(2024, 3, 5))


def test_days_without_a_first_day_count_from_the_start_of_the_plan() -> None:
    (window,) = apply(network(), [Close(what="n-b", days=3)]).legs[0].windows
    assert (window.from_on, window.until_on, window.factor) == (START, date(2024, 3, 3), 0)


@pytest.mark.parametrize(
    ("name", "hit"),
    [
        ("b-f", {"b-f"}),
        ("border", {"n-b", "s-b", "b-f"}),
        ("src-n", {"n-b"}),
        ("SSS", {"n-b", "s-b", "b-f"}),
        # The country, though a place has the same name: its one leg, as it happens.
        ("Northland", {"n-b"}),
    ],
)
def test_closing_shuts_a_leg_a_place_or_a_country(name: str, hit: set[str]) -> None:
    assert closed(apply(network(), [Close(what=name)], PARTIES)) == hit


def test_capacities_supplies_needs_and_stocks_are_scaled() -> None:
    def by(what: str) -> Network:
        return apply(network(), [Scale(what=what, factor=3.0)], PARTIES)

    assert by("n-b").capacities[0].per_day.central == 12
    assert by("s1").supplies[1].quantity == exactly(270.0)
    assert by("NNN").supplies[0].per_day == exactly(30.0)
    assert by("NNN").recipes[0].per_day == exactly(9.0)
    assert by("need").needs[0].per_day == exactly(60.0)
    assert by("Shell at Front").stocks[0].quantity == exactly(300.0)


def test_scaling_on_some_days_is_a_window() -> None:
    changed = apply(network(), [Scale(what="n-b", factor=0.5, days=10)])
    assert changed.capacities[0].per_day.central == 4
    assert changed.capacities[0].windows[0].factor == 0.5


def test_a_leg_is_added_with_its_capacity() -> None:
    new = AddLeg(id="path", from_place="src-s", to_place="Front", lead_days=3.0, lead_days_high=9,
                 per_day=2.0)  # fmt: skip
    changed = apply(network(), [new])
    leg, capacity = changed.legs[-1], changed.capacities[-1]
    assert (leg.id, leg.to_place, leg.lead_days.low, leg.lead_days.high) == ("path", "front", 3, 9)
    assert (capacity.legs, capacity.unit) == (("path",), "t")
    assert capacity.weights["shell"].central == pytest.approx(0.05)


def test_supplies_stocks_needs_and_promises_are_added() -> None:
    due = date(2024, 6, 1)
    changed = apply(
        network(),
        [
            AddSupply(id="x", place="src-n", item="shell", quantity=50.0, high=80.0, party="NNN"),
            AddStock(place="border", item="Shell", quantity=7.0),
            AddNeed(id="more", place="border", item="shell", per_day=2.0, tier=2),
            AddPromise(id="y", party="SSS", item="shell", quantity=400.0, due_on=due),
        ],
        PARTIES,
    )
    supply, promise = changed.supplies[-2:]
    assert supply.quantity is not None
    assert (supply.quantity.low, supply.quantity.high, supply.party) == (50, 80, "NNN")
    assert changed.stocks[-1] == Stock(
        place="border", item="shell", quantity=changed.stocks[-1].quantity
    )
    assert (changed.needs[-1].tier, changed.needs[-1].group) == (2, "shell")
    assert (promise.place, promise.party, promise.kind) == ("src-s", "SSS", "promise")
    assert (promise.from_on, promise.until_on) == (START, due)


def test_a_supply_is_moved_by_days_or_to_a_day() -> None:
    later = apply(network(), [MoveDate(supply="s1", days=7)]).supplies[1]
    assert (later.from_on, later.until_on) == (date(2024, 3, 17), date(2024, 3, 27))
    to = apply(network(), [MoveDate(supply="s1", to=date(2024, 3, 5))]).supplies[1]
    assert (to.from_on, to.until_on) == (date(2024, 3, 5), date(2024, 3, 15))
    rate = apply(network(), [MoveDate(supply="n1", days=7)]).supplies[0]
    assert (rate.from_on, rate.until_on) == (date(2024, 3, 8), None)


def test_lead_times_and_capacities_are_set() -> None:
    changed = apply(
        network(),
        [
            SetLead(leg="n-b", days=5.0, low=4.0, high=9.0),
            SetCapacity(leg="n-b", per_day=1.0),
            SetCapacity(leg="b-f", per_day=30.0, unit="round"),
        ],
    )
    assert (changed.legs[0].lead_days.low, changed.legs[0].lead_days.high) == (4, 9)
    limits = {c.legs: (c.per_day.central, c.unit) for c in changed.capacities}
    assert limits == {("n-b",): (1, "t"), ("b-f",): (30, "round")}


SENSELESS: Sequence[tuple[list[AnyChange], str]] = [
    ([Pause(of="Northlnd")], 'did you mean "northland"'),
    ([Pause(of="n2")], "there is no donor, place or supply"),
    ([Pause(of="Eastland")], "supplies nothing"),
    ([Close(what="b-ff")], 'did you mean "b-f"'),
    ([Close(what="Eastland")], "no leg touches"),
    ([Scale(what="b-f", factor=2.0)], "no known capacity"),
    ([Scale(what="need", factor=2.0, days=3)], "for the whole plan"),
    ([Scale(what="shell at border", factor=2.0)], "there is no leg, supply"),
    ([Scale(what="n-b", factor=-1.0)], "of 0 or more"),
    ([Scale(what="n-b", factor=float("nan"))], "of 0 or more"),
    ([Scale(what="n-b", factor=float("inf"))], "of 1,000,000 or less"),
    ([Pause(of="n1", days=0)], "of 1 or more"),
    ([Pause(of="n1", days=3, until_on=date(2024, 4, 1))], "stated twice"),
    ([Pause(of="n1", until_on=date(2024, 2, 1))], "before it begins"),
    ([MoveDate(supply="n1")], "does not say to which day"),
    ([MoveDate(supply="s1", to=date.max)], "no calendar has that day"),
    ([SetLead(leg="n-b", days=5.0, low=6.0)], "order low, figure, high"),
    ([SetCapacity(leg="n-b", per_day=5.0, unit="truck")], 'counted in "t"'),
    ([SetCapacity(leg="b-f", per_day=5.0, unit="truck")], "nothing says how much"),
    ([AddLeg(id="n-b", from_place="src-n", to_place="front", lead_days=1.0)], "already"),
    ([AddLeg(id="x", from_place="src-n", to_place="src-n", lead_days=1.0)], "to itself"),
    ([AddLeg(id="x", from_place="src-n", to_place="nowhere", lead_days=1.0)], "no place"),
    ([AddSupply(id="x", place="src-n", item="shell")], "one of the two"),
    ([AddSupply(id="x", place="src-n", item="bread", quantity=1.0)], "no item"),
    ([AddNeed(id="x", place="front", item="shell", per_day=1e13)], "of 1,000,000,000,000 or less"),
    ([AddPromise(id="x", party="Eastland", item="shell", quantity=1.0, due_on=date(2024, 6, 1))],
     "no places of the case"),
    ([AddPromise(id="x", party="SSS", item="shell", quantity=1.0, due_on=date(2024, 2, 1))],
     "before it begins"),
    ([SetLead(leg="n-b", days=1.0), SetLead(leg="N-B", days=2.0)], "change 1 speaks of the same"),
    ([Scale(what="n1", factor=2.0), Scale(what="n1", factor=2.0)], "change 1 speaks of the same"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "told"), SENSELESS)
def test_what_makes_no_sense_is_refused(changes: list[AnyChange], told: str) -> None:
    with pytest.raises(QuestionError) as refused:
        apply(network(), changes, PARTIES)
    error = refused.value
    assert told in f"{error.what} {error.todo}"
    assert error.where.startswith("change ")


ALL: Sequence[AnyChange] = [
    Pause(of="n1", days=9),
    Close(what="s-b"),
    Scale(what="need", factor=1.5),
    Scale(what="n-b", factor=0.5),
    AddLeg(id="path", from_place="src-s", to_place="front", lead_days=1.0, per_day=2.0),
    AddSupply(id="x", place="src-n", item="shell", per_day=3.0),
    AddStock(place="border", item="shell", quantity=5.0),
    AddNeed(id="more", place="border", item="shell", per_day=2.0),
    AddPromise(id="y", party="SSS", item="shell", quantity=4.0, due_on=date(2024, 6, 1)),
    MoveDate(supply="s1", days=-3),
    SetLead(leg="n-b", days=5.0),
    SetCapacity(leg="s-b", per_day=5.0),
]


@given(st.lists(st.sampled_from(range(len(ALL))), unique=True))
def test_a_network_is_never_altered_by_what_is_made_of_it(chosen: list[int]) -> None:
    before = network()
    frozen = msgspec.json.encode(before)
    apply(before, [ALL[at] for at in chosen], PARTIES)
    assert msgspec.json.encode(before) == frozen


def test_no_change_is_no_change() -> None:
    assert apply(network(), []) == network()


def test_changes_of_different_things_may_come_in_any_order() -> None:
    one = apply(network(), ALL[:4], PARTIES)
    other = apply(network(), list(reversed(ALL[:4])), PARTIES)
    assert one == other


@pytest.mark.parametrize("change", ALL, ids=told)
def test_a_change_is_the_same_as_plain_data(change: AnyChange) -> None:
    body: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(change))
    assert parse_change(body) == change


# Laws with the plan


def unmet(asked: Network) -> float:
    """What stays unmet of the needs of the first tier [days of need]."""
    plan = make(asked, Asked(days=10, step="day", fair=False))
    return plan.stages[0].objective


@pytest.mark.parametrize("seed", range(6))
def test_a_pause_never_helps_and_a_larger_capacity_never_harms(seed: int) -> None:
    base = scattered(seed)
    least = unmet(base)
    for supply in base.supplies:
        assert unmet(apply(base, [Pause(of=supply.id)])) >= least - 1e-6
    for capacity in base.capacities:
        assert unmet(apply(base, [Scale(what=capacity.id, factor=2.0)])) <= least + 1e-6


def alone(base: Network) -> list[Capacity]:
    """Capacities of one leg that has no other."""
    times = Counter(leg for c in base.capacities for leg in c.legs)
    return [c for c in base.capacities if len(c.legs) == 1 and times[c.legs[0]] == 1]


@pytest.mark.parametrize("seed", [seed for seed in range(40) if alone(scattered(seed))][:6])
def test_two_half_legs_carry_what_one_does(seed: int) -> None:
    base = scattered(seed)
    capacity = alone(base)[0]
    leg = next(x for x in base.legs if x.id == capacity.legs[0])
    halved = apply(base, [Scale(what=capacity.id, factor=0.5)])
    (half,) = [c for c in halved.capacities if c.id == capacity.id]
    twin = msgspec.structs.replace(leg, id="twin")
    split = msgspec.structs.replace(
        halved,
        legs=[*halved.legs, twin],
        capacities=[*halved.capacities, msgspec.structs.replace(half, id="t", legs=("twin",))],
    )
    assert unmet(split) == pytest.approx(unmet(base), abs=1e-6)
