"""What-ifs told to people: what differs, what is noise, what cannot be seen by the last day."""

from datetime import date

import msgspec
import pytest

import resupply
from resupply.core.scope import Scope
from resupply.network.model import Leg, Network, Supply, Window, exactly
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked
from resupply.plan.what_if_answer import Tried, answer

BASE = two_places_network()
DAILY = Asked(days=4, step="day")


@pytest.fixture(scope="module")
def view():
    return resupply.open("ukraine-2024").book.view()


def asked(view, network: Network, *changes: str):
    tried = [Tried(name="tried", changes=changes or ("a change",), network=network)]
    return answer(view, Scope(), BASE, tried, DAILY)


def supplied(from_on: date) -> Network:
    more = Supply(id="gift", place="front", item="round", quantity=exactly(50.0), from_on=from_on)
    return msgspec.structs.replace(BASE, supplies=[more])


def test_a_closed_leg_costs_what_it_would_have_carried_and_is_felt_when_it_would_have_come(view):
    closed = Window(from_on=date(2024, 3, 2), until_on=date(2024, 3, 2), factor=0.0)
    legs = [msgspec.structs.replace(BASE.legs[0], windows=(closed,))]
    found = asked(view, msgspec.structs.replace(BASE, legs=legs))
    # What leaves on 2 March, 20 rounds, would arrive on the 3rd.
    assert found.rows[0]["more_unmet"] == pytest.approx(20.0)
    assert found.rows[0]["felt_on"] == date(2024, 3, 3)
    assert "costs 20 rounds (0.7 days of need), felt from 3 March 2024 on." in found.sentence


def test_what_differs_by_less_than_it_is_solved_to_is_none_and_never_felt(view):
    need = BASE.needs[0]
    hair = msgspec.structs.replace(need, per_day=exactly(30.0 + 1e-9))
    found = asked(view, msgspec.structs.replace(BASE, needs=[hair]))
    assert (found.rows[0]["more_unmet"], found.rows[0]["felt_on"]) == (0.0, None)
    assert found.sentence == "A change: no need is met less or more until 4 March 2024."


def test_a_gain_is_not_felt_as_a_loss(view):
    found = asked(view, supplied(date(2024, 3, 2)))
    # The road leaves 10 a day short on three days; 50 over these days are enough for that.
    assert found.rows[0]["more_unmet"] == pytest.approx(-30.0)
    assert found.rows[0]["felt_on"] is None


def test_what_is_added_after_the_last_day_is_told(view):
    found = asked(view, supplied(date(2024, 3, 10)))
    assert found.rows[0]["more_unmet"] == 0.0
    assert (
        "tried: gift begins on 10 March 2024, after the plan's last day, 4 March 2024: "
        "ask for a horizon well beyond 10 days."
    ) in found.warnings
    in_time = asked(view, supplied(date(2024, 3, 2)))
    assert not [w for w in in_time.warnings if "begins on" in w]


def test_legs_between_the_same_places_are_told_apart(view):
    second = Leg(id="rail", from_place="hub", to_place="front", lead_days=exactly(0.0))
    found = asked(view, msgspec.structs.replace(BASE, legs=[*BASE.legs, second]))
    (changed,) = found.tables
    assert {"road", "rail"} == {row["leg"] for row in changed.rows}
    assert [c.shown for c in changed.columns if c.name == "leg"] == [True]
    one = asked(view, msgspec.structs.replace(BASE, stocks=[]))
    assert [c.shown for c in one.tables[0].columns if c.name == "leg"] == [False]
