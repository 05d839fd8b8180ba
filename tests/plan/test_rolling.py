"""Planning again: what left stays on its way, what was to be sent later is open again."""

from datetime import date

import msgspec
import pytest

from resupply.core.errors import QuestionError
from resupply.network.model import Leg, Recipe, Stock, Supply, exactly
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked, make
from resupply.plan.rolling import as_planned, on_the_way, replan

BASE = two_places_network()
DAILY = Asked(days=6, step="day")
THIRD = date(2024, 3, 3)


def by_day(supplies: tuple[Supply, ...]) -> dict[tuple[str, int], float]:
    """What comes where on each day of March."""
    found: dict[tuple[str, int], float] = {}
    for supply in supplies:
        days = range(supply.from_on.day, supply.until_on.day + 1)
        for day in days:
            key = supply.place, day
            found[key] = found.get(key, 0.0) + supply.quantity.central / len(days)
    return found


def test_what_left_and_is_not_there_yet_is_on_the_way():
    plan = make(BASE, DAILY)
    (left,) = on_the_way(plan, THIRD)
    assert (left.kind, left.place, left.quantity.central) == ("in_transit", "front", 20.0)
    assert (left.from_on, left.until_on) == (THIRD, THIRD)
    assert on_the_way(plan, date(2024, 3, 1)) == ()


def test_parts_of_days_arrive_in_parts():
    slow = [msgspec.structs.replace(BASE.legs[0], lead_days=exactly(1.5))]
    plan = make(msgspec.structs.replace(BASE, legs=slow), DAILY)
    # 20 left on the first and 20 on the second day; half of each comes a day and a half later.
    assert by_day(on_the_way(plan, THIRD)) == pytest.approx(
        {("front", 3): 20.0, ("front", 4): 10.0}
    )


def test_a_week_on_its_way_arrives_over_a_week():
    plan = make(BASE, Asked(days=21, step="week"))
    sent = plan.flows.sent[0, 0, 0]
    assert sent > 0
    # Sent evenly from 1 to 7 March, a day later each: one seventh is still on its way on the 8th.
    assert by_day(on_the_way(plan, date(2024, 3, 8))) == pytest.approx({("front", 8): sent / 7})


def test_what_would_arrive_after_the_plans_last_day_is_not_forgotten():
    slow = Leg(id="sea", from_place="hub", to_place="front", lead_days=exactly(4.0))
    plan = make(msgspec.structs.replace(BASE, legs=[slow], capacities=[]), DAILY)
    assert sum(s.quantity.central for s in on_the_way(plan, date(2024, 3, 2))) == pytest.approx(
        plan.flows.sent[0, 0, 0]
    )


def test_what_is_being_made_comes_too():
    maker = Recipe(
        id="m",
        place="front",
        output="round",
        per_day=exactly(5.0),
        lead_days=exactly(2.0),
    )
    plan = make(msgspec.structs.replace(BASE, stocks=[], recipes=[maker]), DAILY)
    assert by_day(on_the_way(plan, THIRD)) == {("front", 3): 5.0, ("front", 4): 5.0}


def test_without_news_the_rest_of_the_plan_is_found_again():
    plan = make(BASE, DAILY)
    again = replan(plan, THIRD)
    assert again.calendar.start_on == THIRD
    assert again.calendar.days == 4
    assert again.flows.unmet.tolist() == plan.flows.unmet[:, 2:].tolist()


def test_todays_book_replaces_what_the_plan_expected_but_not_what_is_on_its_way():
    plan = make(BASE, DAILY)
    burnt = msgspec.structs.replace(
        BASE, start_on=THIRD, stocks=[Stock(place="hub", item="round", quantity=exactly(5.0))]
    )
    again = replan(plan, THIRD, network=burnt)
    # 20 of the second day arrive; 5 are left to send.
    assert again.flows.unmet[0].tolist() == pytest.approx([10.0, 25.0, 30.0, 30.0])


def test_a_quantity_spread_over_the_first_plan_keeps_its_days():
    spread = Supply(id="s", place="hub", item="round", quantity=exactly(60.0))
    network = msgspec.structs.replace(BASE, supplies=[spread])
    later = as_planned(make(network, DAILY), THIRD)
    kept = next(s for s in later.supplies if s.id == "s")
    assert (kept.from_on, kept.until_on) == (date(2024, 3, 1), date(2024, 3, 6))
    plan = make(later, Asked(days=4, step="day"))
    assert plan.problem.arrivals[0, 0].tolist() == pytest.approx([10.0] * 4)


def test_what_is_owed_is_asked_for_on_the_first_day():
    owing = [msgspec.structs.replace(BASE.needs[0], backlog=True)]
    plan = make(msgspec.structs.replace(BASE, needs=owing), DAILY)
    owed = plan.flows.unmet[0, 1]
    later = as_planned(plan, THIRD)
    assert later.needs[1].per_day.central == pytest.approx(owed)
    assert (later.needs[1].from_on, later.needs[1].backlog) == (THIRD, True)


@pytest.mark.parametrize(
    ("day", "todo"),
    [
        (date(2024, 3, 5), "take 2024-03-08."),
        (date(2024, 2, 1), "take a day from 2024-03-01 to 2024-03-15."),
        (date(2024, 4, 1), "take a day from 2024-03-01 to 2024-03-15."),
    ],
)
def test_a_day_on_which_no_period_begins_is_refused(day, todo):
    with pytest.raises(QuestionError) as told:
        replan(make(BASE, Asked(days=21, step="week")), day)
    assert told.value.todo == todo


def test_a_network_of_another_day_is_refused():
    with pytest.raises(QuestionError, match="the network given is that of 2024-03-01"):
        replan(make(BASE, DAILY), THIRD, network=BASE)
