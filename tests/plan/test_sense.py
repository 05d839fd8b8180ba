"""Figures nothing can be planned with are refused, with the row and the figure."""

from datetime import date

import msgspec
import pytest

from resupply.core.errors import NetworkError, QuestionError
from resupply.network.model import Leg, Network, Range, Supply, Window, exactly
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked, make
from resupply.plan.ranges import open_keys, pinned, walk
from resupply.plan.sense import refuse_senseless

BASE = two_places_network()


def changed(kind: str, **fields: object) -> Network:
    """The small network with its first row of a kind changed."""
    row = msgspec.structs.replace(getattr(BASE, kind)[0], **fields)
    return msgspec.structs.replace(BASE, **{kind: [row]})


@pytest.mark.parametrize(
    ("kind", "fields", "where", "what"),
    [
        ("needs", {"per_day": exactly(float("nan"))}, "need need, per day", "not a number"),
        ("stocks", {"quantity": exactly(float("inf"))}, "stock of round at hub", "not a number"),
        ("capacities", {"per_day": exactly(-1.0)}, "capacity trucks, per day", "-1 is below zero"),
        (
            "capacities",
            {"weights": {"round": exactly(-0.05)}},
            "weights of round",
            "-0.05 is below zero",
        ),
        ("legs", {"cost_per_t": exactly(-3.0)}, "leg road, cost per t", "-3 is below zero"),
        ("legs", {"lead_days": exactly(-1.0)}, "leg road, lead days", "below zero"),
        ("needs", {"per_day": exactly(2e12)}, "need need, per day", "larger than anything"),
        (
            "needs",
            {"per_day": Range(low=3, central=2, high=4, told="X-A1")},
            "need need, per day (X-A1)",
            "3 .. 2 .. 4 is not in the order",
        ),
        (
            "needs",
            {"from_on": date(2024, 3, 5), "until_on": date(2024, 3, 1)},
            "need need",
            "ends on 2024-03-01 before it begins on 2024-03-05",
        ),
        (
            "legs",
            {"windows": (Window(from_on=date(2024, 3, 5), until_on=date(2024, 3, 1), factor=0),)},
            "leg road",
            "closes on 2024-03-01 before it opens on 2024-03-05",
        ),
        ("legs", {"windows": (Window(factor=-1.0),)}, "leg road", "a window leaves -1"),
        ("legs", {"to_place": "hub"}, "leg road", 'it leads from "hub" to itself'),
    ],
)
def test_each_senseless_figure_is_refused_by_its_row(kind, fields, where, what):
    with pytest.raises(NetworkError) as told:
        make(changed(kind, **fields), Asked(days=4, step="day"))
    assert where in told.value.where
    assert what in told.value.what
    assert told.value.todo


def test_a_supply_has_a_quantity_or_a_rate():
    supply = Supply(id="s", place="hub", item="round")
    with pytest.raises(NetworkError, match="a quantity or a rate"):
        refuse_senseless(msgspec.structs.replace(BASE, supplies=[supply]))


@pytest.mark.parametrize("days", [0, -3, 5000])
def test_a_plan_of_no_days_or_too_many_is_refused(days):
    with pytest.raises(QuestionError, match="covers 1 to"):
        make(BASE, Asked(days=days))


def test_a_network_without_needs_is_refused():
    with pytest.raises(NetworkError, match="nobody needs anything"):
        make(msgspec.structs.replace(BASE, needs=[]), Asked(days=4))


def test_a_name_that_is_not_there_is_refused():
    with pytest.raises(NetworkError, match='names "nowhere"'):
        make(changed("legs", to_place="nowhere"), Asked(days=4))


def test_two_rows_of_one_name_are_refused():
    twice = msgspec.structs.replace(BASE, legs=[*BASE.legs, *BASE.legs])
    with pytest.raises(NetworkError, match='two rows are called "road"'):
        make(twice, Asked(days=4))


def test_round_trips_cost_and_are_never_driven():
    back = Leg(id="back", from_place="front", to_place="hub", lead_days=exactly(0.0))
    plan = make(msgspec.structs.replace(BASE, legs=[*BASE.legs, back]), Asked(days=4, step="day"))
    assert plan.flows.sent[1].sum() == 0.0
    assert plan.proof.status == "optimal"


def test_pinning_moves_only_what_comes_from_one_key():
    stock = msgspec.structs.replace(
        BASE.stocks[0], quantity=Range(low=50, central=100, high=200, told="A1")
    )
    need = msgspec.structs.replace(
        BASE.needs[0], per_day=Range(low=20, central=30, high=50, told="A2")
    )
    network = msgspec.structs.replace(BASE, stocks=[stock], needs=[need])
    assert sorted(open_keys(network)) == ["A1", "A2"]
    left = [(name, value.high) for name, _, value in walk(pinned(network, "A2")) if value.told]
    assert left == [("stock of round at hub", 100), ("need need", 50)]
